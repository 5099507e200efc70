#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose owner says no to everything: every portal is there and refuses.

    portals.py      holds org.freedesktop.portal.Desktop on the session bus until it is ended
"""

import sys

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

NAMES = ('org.freedesktop.portal.Desktop', 'org.freedesktop.portal.Documents')
REFUSED = 'org.freedesktop.portal.Error.NotAllowed'
PROPERTIES = 'org.freedesktop.DBus.Properties'


def refuse(connection, message, incoming):
    """Answers every call to a portal with a refusal, and says on standard output what was asked."""
    if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL:
        return message
    if not (message.get_path() or '').startswith('/org/freedesktop/portal'):
        return message
    if message.get_interface() == PROPERTIES and message.get_member() == 'Get':
        # Which version it is may be asked of a portal that refuses all else.
        reply = Gio.DBusMessage.new_method_reply(message)
        reply.set_body(GLib.Variant('(v)', (GLib.Variant('u', 1),)))
    else:
        print(message.get_interface(), message.get_member(), flush=True)
        reply = Gio.DBusMessage.new_method_error_literal(message, REFUSED, 'The owner said no')
    connection.send_message(reply, Gio.DBusSendMessageFlags.NONE)
    return None


def main():
    loop = GLib.MainLoop()
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    connection.add_filter(refuse)
    for name in NAMES:
        Gio.bus_own_name_on_connection(connection, name, Gio.BusNameOwnerFlags.NONE, None,
                                       lambda *_: loop.quit())
    loop.run()
    return 0


if __name__ == '__main__':
    sys.exit(main())
