# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the facts of a device or a hub straight from its SQLite file, past the product's own code."""

import json
import sqlite3
from contextlib import closing


def rows(database, sql, *values):
    with closing(sqlite3.connect(f'file:{database}?mode=ro', uri=True, timeout=20)) as connection:
        return connection.execute(sql, values).fetchall()


def device_of(database):
    return rows(database, 'SELECT device FROM self')[0][0]


def lines(database, device):
    """{seq: the exact line} of one device's facts, on the device or on the hub."""
    return dict(rows(database, 'SELECT seq, text FROM fact WHERE device = ? ORDER BY seq', device))


def count(database):
    """How many facts this device has said."""
    return rows(database, 'SELECT count(*) FROM fact WHERE device = (SELECT device FROM self)')[0][0]


def facts(database, kind=None, device=None):
    """This device's facts as dictionaries, in the order they were said."""
    found = lines(database, device or device_of(database))
    parsed = (json.loads(found[seq]) for seq in sorted(found))
    return [fact for fact in parsed if kind is None or fact['kind'] == kind]


def visit_facts(database, visit):
    return [fact for fact in facts(database) if fact.get('subject') == visit]


def receipt(database):
    """The newest one: {'text': …, 'signature': …}, or None."""
    found = rows(database, 'SELECT text, signature FROM receipt ORDER BY number DESC LIMIT 1')
    return {'text': found[0][0], 'signature': found[0][1]} if found else None
