# SPDX-License-Identifier: GPL-3.0-or-later
"""A real pointer and real keys for a headless compositor.

The pointer is a VNC client that stays connected: a virtual pointer that comes and goes with every
click is gone before GTK has seen it.
"""

import os
import socket
import struct
import subprocess
import time


class Pointer:
    """A mouse on the session's VNC socket. Positions are logical pixels of the screen."""

    LEFT = 1

    def __init__(self, path=None, scale=None):
        self.scale = float(scale or os.environ['PASSANT_SCALE'])
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(path or os.environ['PASSANT_VNC'])
        self._greet()
        # The compositor needs a moment to give the seat its pointer, GTK another to take it.
        self.move(1, 1)
        time.sleep(0.1)

    def _greet(self):
        """RFB 3.8 without a password: the socket is in the session's own folder."""
        self._read(12)
        self.socket.sendall(b'RFB 003.008\n')
        kinds = self._read(self._read(1)[0])
        if 1 not in kinds:
            raise RuntimeError(f'the VNC server wants a password: {list(kinds)}')
        self.socket.sendall(b'\x01')
        if struct.unpack('>I', self._read(4))[0]:
            raise RuntimeError('the VNC server refuses')
        self.socket.sendall(b'\x01')
        self._read(20)
        self._read(struct.unpack('>I', self._read(4))[0])

    def _read(self, length):
        data = b''
        while len(data) < length:
            part = self.socket.recv(length - len(data))
            if not part:
                raise EOFError('the VNC server went away')
            data += part
        return data

    def _send(self, buttons, x, y):
        self.socket.sendall(struct.pack('>BBHH', 5, buttons, round(x * self.scale),
                                        round(y * self.scale)))

    def move(self, x, y):
        self._send(0, x, y)

    def click(self, x, y):
        self._send(0, x, y)
        time.sleep(0.04)
        self._send(self.LEFT, x, y)
        time.sleep(0.04)
        self._send(0, x, y)

    def hold(self, x, y, seconds):
        self._send(0, x, y)
        time.sleep(0.04)
        self._send(self.LEFT, x, y)
        time.sleep(seconds)
        self._send(0, x, y)

    def wheel(self, x, y, clicks):
        """Turns the wheel over a place, down for positive."""
        button = 16 if clicks > 0 else 8
        for _ in range(abs(clicks)):
            self._send(0, x, y)
            self._send(button, x, y)
            self._send(0, x, y)

    def drag(self, from_x, from_y, to_x, to_y, steps=12):
        self._send(0, from_x, from_y)
        time.sleep(0.04)
        for step in range(steps + 1):
            part = step / steps
            self._send(self.LEFT, from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part)
            time.sleep(0.015)
        self._send(0, to_x, to_y)


# A keyboard that is new on each call; what it says before the app has met it is lost.
WTYPE = ['wtype', '-s', '300']


def press(*keys):
    """Keys by their XKB names, with modifiers in front: press('ctrl', 'l')."""
    *modifiers, key = keys
    held = [word for modifier in modifiers for word in ('-M', modifier)]
    released = [word for modifier in reversed(modifiers) for word in ('-m', modifier)]
    subprocess.run([*WTYPE, *held, '-k', key, *released], check=True)


def type_text(text):
    subprocess.run([*WTYPE, text], check=True)
