-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a hub keeps: who its devices are, what they said in their own bytes, and who gets to hear it.

-- The hub itself; one row for ever.
CREATE TABLE meta (
  id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  title         TEXT    NOT NULL,
  epoch         TEXT    NOT NULL, -- changes when the hub is restored from a backup, so that devices offer again
  secret_key    BLOB    NOT NULL CHECK (length (secret_key) = 64), -- Ed25519, signs the receipts
  founded_at_ms INTEGER NOT NULL
) STRICT;

-- A handheld or desk that was let in. Neither its token nor its secret key is here.
CREATE TABLE device (
  id             TEXT    NOT NULL PRIMARY KEY,
  role           TEXT    NOT NULL CHECK (role IN ('shopper', 'coordinator')),
  shopper        TEXT    NOT NULL, -- whose it is; '' for a coordinator's
  name           TEXT    NOT NULL,
  public_key     BLOB    NOT NULL CHECK (length (public_key) = 32), -- Ed25519, checks its pushes
  token_hash     BLOB    NOT NULL UNIQUE CHECK (length (token_hash) = 32), -- BLAKE2b of its token
  enrolled_at_ms INTEGER NOT NULL,
  revoked_at_ms  INTEGER, -- from then on it is refused
  seq            INTEGER NOT NULL DEFAULT 0, -- facts 1 … seq of it are here
  head           TEXT    NOT NULL DEFAULT '0000000000000000000000000000000000000000000000000000000000000000',
  CHECK ((role = 'coordinator') = (shopper = ''))
) STRICT;

-- An invitation, good once and for a while. Only a keyed hash of the code is kept.
CREATE TABLE enrolment_code (
  code_hash     BLOB    NOT NULL PRIMARY KEY CHECK (length (code_hash) = 32),
  role          TEXT    NOT NULL CHECK (role IN ('shopper', 'coordinator')),
  shopper       TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_at_ms    INTEGER,
  device        TEXT REFERENCES device (id)
) STRICT;

-- Every fact that counts. text is the exact line the device sent; the other columns are read from it.
CREATE TABLE fact (
  number     INTEGER NOT NULL PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  device     TEXT    NOT NULL REFERENCES device (id),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  hash       TEXT    NOT NULL, -- sha256 of text
  kind       TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  kept_at_ms INTEGER NOT NULL,
  text       TEXT    NOT NULL,
  UNIQUE (device, seq)
) STRICT;
CREATE INDEX fact_by_subject ON fact (subject, kind);

-- Lines that hold their place in the device's chain but reach nobody: it may not say them, or they read badly.
CREATE TABLE quarantine (
  device     TEXT    NOT NULL REFERENCES device (id),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  hash       TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  kept_at_ms INTEGER NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT;

-- The newest receipt given to each device, word for word: a repeated push gets the same one again.
CREATE TABLE receipt (
  device    TEXT    NOT NULL PRIMARY KEY REFERENCES device (id),
  seq       INTEGER NOT NULL,
  text      TEXT    NOT NULL,
  signature TEXT    NOT NULL
) STRICT;

-- Who hears what: scope 'hub' hears all (coordinators), 'shopper:<id>' what concerns that shopper. Positions are
-- given in commit order by the one writer, so nothing ever appears behind a cursor.
CREATE TABLE feed (
  position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  scope    TEXT    NOT NULL,
  fact     INTEGER NOT NULL REFERENCES fact (number),
  UNIQUE (scope, fact)
) STRICT;
CREATE INDEX feed_by_scope ON feed (scope, position);

-- What the hub must know of assignments and visits to tell whose they are. Follows from the facts.
CREATE TABLE assignment (
  id       TEXT NOT NULL PRIMARY KEY,
  study    TEXT NOT NULL,
  shopper  TEXT NOT NULL,
  location TEXT NOT NULL,
  script   TEXT NOT NULL -- hash
) STRICT;
CREATE INDEX assignment_by_study ON assignment (study);
CREATE INDEX assignment_by_location ON assignment (location);
CREATE INDEX assignment_by_script ON assignment (script);

CREATE TABLE visit (
  id         TEXT NOT NULL PRIMARY KEY,
  assignment TEXT NOT NULL,
  shopper    TEXT NOT NULL
) STRICT;

-- Which facts speak of a blob: whoever hears one of them may fetch it.
CREATE TABLE mention (
  sha256 TEXT    NOT NULL,
  fact   INTEGER NOT NULL REFERENCES fact (number),
  PRIMARY KEY (sha256, fact)
) STRICT, WITHOUT ROWID;

-- Whole files in blobs/, checked against their name before this row was written.
CREATE TABLE blob (
  sha256     TEXT    NOT NULL PRIMARY KEY,
  bytes      INTEGER NOT NULL CHECK (bytes >= 0),
  kept_at_ms INTEGER NOT NULL
) STRICT;

-- Half files in uploads/: the first kept_bytes of them are on disk and checked, anything after is cut off on return.
CREATE TABLE upload (
  device        TEXT    NOT NULL REFERENCES device (id),
  sha256        TEXT    NOT NULL,
  bytes         INTEGER NOT NULL CHECK (bytes >= 0),
  kept_bytes    INTEGER NOT NULL DEFAULT 0 CHECK (kept_bytes BETWEEN 0 AND bytes),
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (device, sha256)
) STRICT;
CREATE INDEX upload_by_expiry ON upload (expires_at_ms);
