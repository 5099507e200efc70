-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is kept for ever, or until the hub has it. Nothing here can be computed from anything else.
-- Immutable once released: what changes later is 0002-….sql.

-- Everything that anybody ever said, as far as this device knows. A row is written once and never changed.
CREATE TABLE fact (
  device   TEXT    NOT NULL,                          -- who said it …
  seq      INTEGER NOT NULL CHECK (seq > 0),          -- … as its 1st, 2nd, 3rd … fact
  id       TEXT    NOT NULL,                          -- UUIDv7
  kind     TEXT    NOT NULL,                          -- noun.past_tense; see schemas/wire/README.md
  study    TEXT    NOT NULL,                          -- '' when it belongs to no study
  subject  TEXT    NOT NULL,                          -- what it is about: a visit, an assignment …
  noted_ms INTEGER NOT NULL,                          -- UTC, Unix milliseconds, by that device's clock
  hash     TEXT    NOT NULL CHECK (length (hash) = 64), -- sha256 of text, lower-case hex
  text     TEXT    NOT NULL,                          -- the exact bytes as first written, one line of JSON
  PRIMARY KEY (device, seq)
) STRICT;

CREATE INDEX fact_by_subject ON fact (subject, device, seq);

-- This device. One row.
CREATE TABLE self (
  number          INTEGER NOT NULL PRIMARY KEY CHECK (number = 1),
  device          TEXT    NOT NULL,          -- UUIDv7, minted when the store was made
  secret_key      BLOB    NOT NULL CHECK (length (secret_key) = 64), -- its Ed25519 key, libsodium's form
  fact_format     INTEGER NOT NULL,          -- how the facts are written; 1
  derived_version INTEGER NOT NULL DEFAULT 0 -- which schemas/derived is in place; 0: none yet
) STRICT;

-- The hub that this device belongs to. No row: not enrolled yet.
CREATE TABLE enrolment (
  number     INTEGER NOT NULL PRIMARY KEY CHECK (number = 1),
  url        TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  public_key TEXT    NOT NULL,               -- the hub's Ed25519 key, base64
  epoch      TEXT    NOT NULL,               -- changes when the hub was restored from a backup
  token      TEXT    NOT NULL,
  secret_key BLOB    NOT NULL CHECK (length (secret_key) = 64), -- this device's Ed25519 key
  role       TEXT    NOT NULL,               -- shopper, coordinator
  shopper    TEXT    NOT NULL,               -- '' for a coordinator
  name       TEXT    NOT NULL,
  cursor     TEXT    NOT NULL,               -- the last page of changes taken in, '' before the first
  acked      INTEGER NOT NULL,               -- own facts 1 … acked are on the hub, with receipt
  synced_ms  INTEGER NOT NULL                -- the last complete sync, 0: never
) STRICT;

-- The hub's signed word for what it holds, newest last.
CREATE TABLE receipt (
  number    INTEGER NOT NULL PRIMARY KEY,
  epoch     TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  device    TEXT    NOT NULL,
  head      TEXT    NOT NULL,                -- sha256 of fact seq
  text      TEXT    NOT NULL,                -- the signed bytes
  signature TEXT    NOT NULL                 -- Ed25519, base64
) STRICT;

-- Blobs that the hub has confirmed, and in which of its lives.
CREATE TABLE sent_blob (
  sha256 TEXT NOT NULL,
  epoch  TEXT NOT NULL,
  PRIMARY KEY (sha256, epoch)
) STRICT;

PRAGMA application_id = 0x50534e54;          -- 'PSNT', so that file(1) can tell what it is
PRAGMA user_version = 1;
