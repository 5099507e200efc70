# SPDX-License-Identifier: GPL-3.0-or-later
"""From just before exec to the first frame the compositor presented.

Run inside a session with the cairo renderer. Single pairs scatter by a factor of two, so what counts
is the median over pairs run back to back in alternating order.
"""

import os
import re
import select
import statistics
import subprocess
import time

PRESENTED = re.compile(rb'\[ *(\d+)\.(\d+)\].*wp_presentation_feedback[#@]\d+\.presented\(')
WRAP_MS = (1 << 32) / 1000
PATIENCE_S = 30


def first_frame_ms(command, env=None):
    """libwayland stamps every message with the wall clock in microseconds, 32 bits of it."""
    started = time.time() * 1000
    process = subprocess.Popen([str(word) for word in command],
                               env={**os.environ, **(env or {}), 'WAYLAND_DEBUG': '1'},
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        stamp = wait_for_stamp(process)
        return (stamp - started) % WRAP_MS
    finally:
        process.kill()
        process.communicate()


def wait_for_stamp(process):
    deadline = time.monotonic() + PATIENCE_S
    seen = b''
    while time.monotonic() < deadline:
        if not select.select([process.stderr], [], [], 0.5)[0]:
            continue
        part = os.read(process.stderr.fileno(), 1 << 16)
        if not part:
            break
        seen += part
        if match := PRESENTED.search(seen):
            return int(match[1]) + int(match[2]) / 1000
        seen = seen[seen.rfind(b'\n') + 1:]
    raise RuntimeError('no frame was presented: ' + seen[-400:].decode(errors='replace'))


def compare(subject, floor, pairs, env=None):
    """(median of subject, median of floor, median ratio, all ratios), times in ms."""
    for command in (floor, subject):
        first_frame_ms(command, env)
    times, ratios = {'subject': [], 'floor': []}, []
    for number in range(pairs):
        order = ('subject', 'floor') if number % 2 else ('floor', 'subject')
        took = {which: first_frame_ms(subject if which == 'subject' else floor, env)
                for which in order}
        for which, each in took.items():
            times[which].append(each)
        ratios.append(took['subject'] / took['floor'])
    return (statistics.median(times['subject']), statistics.median(times['floor']),
            statistics.median(ratios), sorted(ratios))
