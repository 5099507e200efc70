# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK app as its users do: by what a screen reader hears, and by a real pointer.

Everything is found by role and name and waited for with a deadline, never with a sleep alone.
"""

import os
import signal
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from pointer import Pointer  # noqa: E402

# An app that is only just coming up has no cache to ask yet; it is asked again.
GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

POLL_S = 0.05
PATIENCE_S = 10
DEPTH_MAX = 60

STATES = {name: getattr(Atspi.StateType, name.upper()) for name in
          ('showing', 'visible', 'sensitive', 'checked', 'pressed', 'focusable', 'focused',
           'expanded', 'selected', 'editable', 'active', 'modal')}


class Gone(Exception):
    """What was looked for did not come in time."""


def wait_for(what, probe, timeout=PATIENCE_S):
    """The first true result of probe(). Nodes that vanish while being read count as not yet."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            if found := probe():
                return found
        except GLib.Error:
            pass
        if time.monotonic() > deadline:
            raise Gone(what)
        time.sleep(POLL_S)


class Node:
    """One accessible object, asked afresh each time."""

    def __init__(self, accessible, app):
        self.accessible = accessible
        self.app = app

    def __repr__(self):
        return f'<{self.role} {self.name!r}>'

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ''

    @property
    def description(self):
        return self.accessible.get_description() or ''

    def is_(self, state):
        return self.accessible.get_state_set().contains(STATES[state])

    @property
    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Node(child, self.app)

    @property
    def parent(self):
        parent = self.accessible.get_parent()
        return Node(parent, self.app) if parent else None

    def walk(self, depth=0, hidden=False):
        """Itself and all below, leaving out what is not showing unless asked for."""
        yield self
        if depth < DEPTH_MAX:
            for child in self.children:
                if hidden or child.is_('showing'):
                    yield from child.walk(depth + 1, hidden)

    def all(self, role=None, name=None, contains=None, hidden=False):
        for node in self.walk(hidden=hidden):
            if role and node.role not in ((role,) if isinstance(role, str) else role):
                continue
            if name is not None and node.name != name:
                continue
            if contains is not None and contains not in node.name:
                continue
            yield node

    def find(self, role=None, name=None, contains=None, hidden=False, timeout=PATIENCE_S):
        what = f'no {role or "object"} named {name if name is not None else contains!r}'
        return wait_for(what, lambda: next(self.all(role, name, contains, hidden), None), timeout)

    def has(self, role=None, name=None, contains=None):
        try:
            return next(self.all(role, name, contains), None) is not None
        except GLib.Error:
            return False

    @property
    def actions(self):
        action = self.accessible.get_action_iface()
        return [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []

    def act(self, *names):
        """Does the first of the named actions that it has."""
        present = self.actions
        for name in names:
            if name in present:
                if not self.accessible.get_action_iface().do_action(present.index(name)):
                    raise Gone(f'{self} refuses {name}')
                return
        raise Gone(f'{self} has {present}, none of {names}')

    def press(self):
        """Activates it: by its action where it has one, by the pointer where it has none."""
        if any(name in ('click', 'toggle') for name in self.actions):
            self.act('click', 'toggle')
        else:
            self.click()

    @property
    def extents(self):
        box = self.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def at(self, part_x=0.5, part_y=0.5):
        """A point in it, as parts of its width and height from its top left corner."""
        x, y, width, height = self.extents
        return x + width * part_x, y + height * part_y

    def click(self, part_x=0.5, part_y=0.5):
        self.app.pointer.click(*self.at(part_x, part_y))

    def scroll_to(self):
        """Brings it into view, where the app lets it."""
        component = self.accessible.get_component_iface()
        try:
            component.scroll_to(Atspi.ScrollType.ANYWHERE)
        except GLib.Error:
            pass
        return self

    @property
    def text(self):
        iface = self.accessible.get_text_iface()
        return Atspi.Text.get_text(iface, 0, Atspi.Text.get_character_count(iface)) if iface else ''

    def set_text(self, text):
        if not Atspi.EditableText.set_text_contents(self.accessible.get_editable_text_iface(), text):
            raise Gone(f'{self} takes no text')

    @property
    def value(self):
        iface = self.accessible.get_value_iface()
        return Atspi.Value.get_current_value(iface) if iface else None

    def set_value(self, value):
        Atspi.Value.set_current_value(self.accessible.get_value_iface(), value)


class App:
    """A running app and its window. Use it as a context: it does not outlive its block."""

    def __init__(self, command, name, env=None, log=None):
        self.name = name
        self.command = [str(word) for word in command]
        self.output = open(log, 'ab') if log else subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, env={**os.environ, **(env or {})},
                                        stdout=self.output, stderr=self.output)
        self._pointer = None
        self.root = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pointer(self):
        if self._pointer is None:
            self._pointer = Pointer()
        return self._pointer

    def wait(self, timeout=30):
        """Until its first window is there."""
        self.root = wait_for(f'{self.name} has no window', self._look, timeout)
        return self

    def _look(self):
        if self.process.poll() is not None:
            raise RuntimeError(f'{self.name} ended by itself ({self.process.returncode})')
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(index)
            if found and found.get_process_id() == self.process.pid and found.get_child_count():
                found.set_cache_mask(Atspi.Cache.NONE)
                return Node(found, self)
        return None

    @property
    def frame(self):
        return self.root.find(role=('frame', 'window'))

    def find(self, *args, **named):
        return self.root.find(*args, **named)

    def has(self, *args, **named):
        return self.root.has(*args, **named)

    def do(self, action):
        """One of the window's own actions, such as win.next."""
        self.frame.act(action)

    def tell(self, contains, timeout=PATIENCE_S):
        """Waits until a label says so."""
        return self.find(role=('label', 'heading', 'button', 'status bar', 'alert', 'notification'),
                         contains=contains, timeout=timeout)

    def screenshot(self, path, settle_s=0.35):
        """What the screen shows once animations have settled."""
        time.sleep(settle_s)
        subprocess.run(['grim', str(path)], check=True)

    def kill(self):
        """As a power cut does to a process: no last words."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, timeout=10):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.output is not subprocess.DEVNULL:
            self.output.close()
            self.output = subprocess.DEVNULL
        return self.process.returncode

    def dump(self):
        """The tree as text, for a failure's log."""
        lines = []

        def add(node, depth):
            lines.append(f'{"  " * depth}{node.role} {node.name!r} {node.actions} {node.extents}')
            for child in node.children:
                if child.is_('showing') and depth < DEPTH_MAX:
                    add(child, depth + 1)

        try:
            add(self.frame, 0)
        except (GLib.Error, Gone) as error:
            lines.append(f'… {error}')
        return '\n'.join(lines)
