-- SPDX-License-Identifier: GPL-3.0-or-later
-- Assignments that are one job, offered to several guests: who claims first has it.

ALTER TABLE assignment ADD COLUMN job TEXT NOT NULL DEFAULT ''; -- '' when it excludes no other
CREATE INDEX assignment_by_job ON assignment (job);

-- Who has each job that is claimed. One row a job: the database itself lets nobody have it beside another.
CREATE TABLE holder (
  job        TEXT NOT NULL PRIMARY KEY,
  assignment TEXT NOT NULL UNIQUE
) STRICT;
