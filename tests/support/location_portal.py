# SPDX-License-Identifier: GPL-3.0-or-later
"""A location portal for python3-dbusmock: what an app in a sandbox sees of the system's, played on a private bus.

Parameters: answer (0: the user gives leave, 1: the user refuses), latitude, longitude, accuracy.
"""

import time

import dbus
from dbusmock import mockobject
from gi.repository import GLib

BUS_NAME = 'org.freedesktop.portal.Desktop'
MAIN_OBJ = '/org/freedesktop/portal/desktop'
MAIN_IFACE = 'org.freedesktop.portal.Location'
SYSTEM_BUS = False
REQUEST_IFACE = 'org.freedesktop.portal.Request'
SESSION_IFACE = 'org.freedesktop.portal.Session'


def load(mock, parameters):
    mock.answer = int(parameters.get('answer', 0))
    mock.fix = {key: float(parameters.get(key, 0)) for key in ('latitude', 'longitude', 'accuracy')}
    mock.AddProperty(MAIN_IFACE, 'version', dbus.UInt32(1))


def place(kind, sender, token):
    return f'{MAIN_OBJ}/{kind}/{sender[1:].replace(".", "_")}/{token}'


@dbus.service.method(MAIN_IFACE, in_signature='a{sv}', out_signature='o', sender_keyword='sender')
def CreateSession(self, options, sender=None):
    path = place('session', sender, options['session_handle_token'])
    self.AddObject(path, SESSION_IFACE, {}, [('Close', '', '', '')])
    return dbus.ObjectPath(path)


@dbus.service.method(MAIN_IFACE, in_signature='osa{sv}', out_signature='o', sender_keyword='sender')
def Start(self, session, parent, options, sender=None):
    path = place('request', sender, options['handle_token'])
    self.AddObject(path, REQUEST_IFACE, {}, [('Close', '', '', '')])

    def respond():
        """To the one who asked, and nobody else: as the real one does."""
        only = {'destination': sender}
        mockobject.objects[path].EmitSignalDetailed(REQUEST_IFACE, 'Response', 'ua{sv}',
                                                    [dbus.UInt32(self.answer), {}], only)
        if self.answer == 0:
            fix = {key.capitalize(): dbus.Double(value) for key, value in self.fix.items()}
            for key in ('Altitude', 'Speed', 'Heading'):
                fix[key] = dbus.Double(0)
            fix['Description'] = 'here'
            now = dbus.UInt64(int(time.time()))
            fix['Timestamp'] = dbus.Struct((now, dbus.UInt64(0)), signature='tt')
            self.EmitSignalDetailed(MAIN_IFACE, 'LocationUpdated', 'oa{sv}',
                                    [dbus.ObjectPath(session), fix], only)

    GLib.timeout_add(50, respond)
    return dbus.ObjectPath(path)
