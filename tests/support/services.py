# SPDX-License-Identifier: GPL-3.0-or-later
"""Services of a desktop, played by python3-dbusmock on a private bus: an app cannot tell them from the real ones."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import dbus

MOCK = 'org.freedesktop.DBus.Mock'
HERE = Path(__file__).parent


class SystemBus:
    """A bus of its own where the system's would be; `environment` points programs to it."""

    def __init__(self, folder):
        self.address = f'unix:path={folder}/system-bus'
        self.process = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--nopidfile',
                                         f'--address={self.address}'], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.environment = {'DBUS_SYSTEM_BUS_ADDRESS': self.address}
        os.environ.update(self.environment)

    def __enter__(self):
        deadline = time.monotonic() + 10
        while not Path(self.address.split('=')[1]).exists():
            if time.monotonic() > deadline:
                raise RuntimeError('the system bus does not start')
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Service:
    """One service, from a template; ends with its block."""

    def __init__(self, template, name, path, interface, system=False, parameters=None,
                 properties=None):
        self.template, self.name, self.path, self.interface = template, name, path, interface
        self.parameters = parameters or {}
        self.properties = properties or {}
        self.bus = dbus.SystemBus(private=True) if system else dbus.SessionBus(private=True)
        self.process = None

    def __enter__(self):
        command = [sys.executable, '-m', 'dbusmock', '-t', str(self.template), '-l', os.devnull,
                   '-p', json.dumps(self.parameters)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 15
        while not self.bus.name_has_owner(self.name):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f'{self.name} does not start')
            time.sleep(0.05)
        for name, value in self.properties.items():
            self.mock.AddProperty(self.interface, name, value)
        return self

    def __exit__(self, *_):
        self.wake()
        self.process.terminate()
        self.process.wait()
        self.bus.close()

    def hang(self):
        """As a service does that is stuck: it is there and never answers."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self):
        self.process.send_signal(signal.SIGCONT)

    def set(self, **properties):
        self.mock.UpdateProperties(self.interface, properties)

    @property
    def mock(self):
        return dbus.Interface(self.bus.get_object(self.name, self.path), MOCK)

    def calls(self, method):
        """The arguments of each call of @method so far, in their order."""
        return [list(args) for _, args in self.mock.GetMethodCalls(method)]


def network(metered=2):
    """@metered as NetworkManager has it: 1 yes, 2 no."""
    name = 'org.freedesktop.NetworkManager'
    return Service('networkmanager', name, '/org/freedesktop/NetworkManager', name, system=True,
                   properties={'Metered': dbus.UInt32(metered)})


def power():
    name = 'org.freedesktop.UPower.PowerProfiles'
    return Service('upower_power_profiles_daemon', name, '/org/freedesktop/UPower/PowerProfiles',
                   name, system=True)


def notices():
    name = 'org.freedesktop.Notifications'
    return Service('notification_daemon', name, '/org/freedesktop/Notifications', name)


def location(**parameters):
    return Service(HERE / 'location_portal.py', 'org.freedesktop.portal.Desktop', '/org/freedesktop/portal/desktop',
                   'org.freedesktop.portal.Location', parameters=parameters)


def feedback():
    name = 'org.sigxcpu.Feedback'
    return Service(HERE / 'feedback_daemon.py', name, '/org/sigxcpu/Feedback', name)


def sessions():
    name = 'org.gnome.SessionManager'
    return Service(HERE / 'session_manager.py', name, '/org/gnome/SessionManager', name)
