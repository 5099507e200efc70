# SPDX-License-Identifier: GPL-3.0-or-later
"""A feedback daemon for python3-dbusmock: what makes a phone buzz, played on a private bus; it remembers what was asked."""

import dbus

BUS_NAME = 'org.sigxcpu.Feedback'
MAIN_OBJ = '/org/sigxcpu/Feedback'
MAIN_IFACE = 'org.sigxcpu.Feedback'
SYSTEM_BUS = False


def load(mock, parameters):
    mock.AddProperties(MAIN_IFACE, {'Profile': dbus.String('full')})
    mock.AddMethods(MAIN_IFACE, [('TriggerFeedback', 'ssa{sv}i', 'u', 'ret = dbus.UInt32(1)'),
                                 ('EndFeedback', 'u', '', '')])
