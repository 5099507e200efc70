# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window shows, read at once, and what its layout must never do.

Asked one by one, as a screen reader asks, a page costs thousands of round trips. Here whole levels of the tree are asked
for together, and each thing once.
"""

import functools

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PREFIX = 'org.a11y.atspi.'
TIMEOUT_MS = 20000
SIZE_MAX = 32768

# What a guest taps, types into or slides.
CONTROLS = ('button', 'toggle button', 'radio button', 'check box', 'switch', 'slider', 'text',
            'spin button', 'combo box', 'menu button', 'entry', 'password text', 'link', 'list item',
            'page tab', 'menu item', 'check menu item', 'radio menu item')
SHOWING, FOCUSABLE = (1 << int(state) for state in (Atspi.StateType.SHOWING, Atspi.StateType.FOCUSABLE))
# What is asked of each object: interface, method, argument, and what the answer holds.
QUESTIONS = {
    'state': (PREFIX + 'Accessible', 'GetState', None, lambda low_and_high: low_and_high[0]),
    'role': (PREFIX + 'Accessible', 'GetRole', None, lambda role: Atspi.role_get_name(Atspi.Role(role))),
    'name': ('org.freedesktop.DBus.Properties', 'Get',
             GLib.Variant('(ss)', (PREFIX + 'Accessible', 'Name')), lambda name: name or ''),
    'extents': (PREFIX + 'Component', 'GetExtents',
                GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),)), tuple),
    'children': (PREFIX + 'Accessible', 'GetChildren', None, list),
}


@functools.cache
def bus():
    address, = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
        Gio.DBusCallFlags.NONE, TIMEOUT_MS, None)
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
        Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


def ask(owner, paths, names):
    """{path: {name: answer}}; what vanished meanwhile, or has no such thing, has no such answer."""
    found = {path: {} for path in paths}
    waiting = len(found) * len(names)

    def on_answer(connection, result, path, name):
        nonlocal waiting
        waiting -= 1
        try:
            answer, = connection.call_finish(result).unpack()
            found[path][name] = QUESTIONS[name][3](answer)
        except GLib.Error:
            pass

    for path in found:
        for name in names:
            interface, method, argument, _ = QUESTIONS[name]
            bus().call(owner, path, interface, method, argument, None, Gio.DBusCallFlags.NONE,
                       TIMEOUT_MS, None, functools.partial(on_answer, path=path, name=name))
    while waiting:
        GLib.MainContext.default().iteration(True)
    return found


class Survey:
    """What shows of a window now: [(role, name, (x, y, width, height), whether it takes the focus)].

    Left out is what was never laid out, for GTK then tells whatever lay in memory as its size, and what is in a group
    that is named in @rolling, for it rolls sideways under the finger. The items of open menus are kept apart: menus are
    surfaces of their own with a shadow around them.
    """

    def __init__(self, window, rolling=()):
        self.shown = []
        self.items = []
        owner = window.accessible.app.bus_name
        level = {window.accessible.path: False}
        while level:
            level = self._read(owner, level, rolling)
        self.left, _, self.width, _ = window.extents

    def _read(self, owner, level, rolling):
        """One level of the tree, {path: whether it is in a menu}; the next."""
        states = ask(owner, level, ('state',))
        shown = [path for path in level if states[path].get('state', 0) & SHOWING]
        below = {}
        for path, each in ask(owner, shown, ('role', 'name', 'extents', 'children')).items():
            role, name = each.get('role'), each.get('name', '')
            in_menu = level[path] or role == 'menu'
            if role and 'extents' in each and max(each['extents'][2:]) < SIZE_MAX:
                found = (role, name, each['extents'], bool(states[path]['state'] & FOCUSABLE))
                if not in_menu:
                    self.shown.append(found)
                elif 'menu item' in role:
                    self.items.append(found)
            if name not in rolling:
                below.update((child, in_menu) for _, child in each.get('children', ()))
        return below

    # What a layout must never do.

    def overflows(self, slack=2):
        """What sticks out of the window sideways."""
        return [each[:3] for each in self.shown if each[2][2] > 0 and each[2][3] > 0 and
                (each[2][0] - self.left < -slack or each[2][0] - self.left + each[2][2] > self.width + slack)]

    def unnamed(self):
        """Controls that a screen reader could only call by their kind."""
        return [each[:3] for each in self.shown + self.items
                if each[0] in CONTROLS and not each[1].strip() and each[3]]

    def low(self, least, roles):
        """Targets lower than so many pixels."""
        return [each[:3] for each in self.shown if each[0] in roles and 0 < each[2][3] < least]

    def low_items(self, least):
        return [each[:3] for each in self.items if 0 < each[2][3] < least]
