# SPDX-License-Identifier: GPL-3.0-or-later
"""A session manager for python3-dbusmock: who may not let the device sleep, played on a private bus."""

import dbus

BUS_NAME = 'org.gnome.SessionManager'
MAIN_OBJ = '/org/gnome/SessionManager'
MAIN_IFACE = 'org.gnome.SessionManager'
SYSTEM_BUS = False
CLIENT = '/org/gnome/SessionManager/Client1'


def load(mock, parameters):
    mock.AddObject(CLIENT, 'org.gnome.SessionManager.ClientPrivate', {},
                   [('EndSessionResponse', 'bs', '', '')])
    mock.AddMethods(MAIN_IFACE, [
        ('RegisterClient', 'ss', 'o', f'ret = dbus.ObjectPath("{CLIENT}")'),
        ('UnregisterClient', 'o', '', ''),
        ('Inhibit', 'susu', 'u', 'ret = dbus.UInt32(7)'), ('Uninhibit', 'u', '', '')])
