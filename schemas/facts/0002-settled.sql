-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the hub said about who has which job. Nobody but the hub can know, so it is no fact of this device.

-- Own claims that came second: the hub keeps them and does not count them.
CREATE TABLE lost_claim (
  seq INTEGER NOT NULL PRIMARY KEY           -- of the own fact
) STRICT;

-- Own assignments whose job somebody else has, as of the last pull.
CREATE TABLE taken (
  assignment TEXT NOT NULL PRIMARY KEY
) STRICT;

PRAGMA user_version = 2;
