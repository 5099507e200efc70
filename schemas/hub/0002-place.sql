-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where on the disk the hub last served from. Found elsewhere, the database is a copy: a backup that was put back.

ALTER TABLE meta ADD COLUMN place TEXT NOT NULL DEFAULT ''; -- the file's own number and birth; '' before it first served
