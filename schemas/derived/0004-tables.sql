-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the facts mean. Every row is computed from the facts and from nothing else, whatever the order they came in; all of it
-- is dropped and filled again when this file's number is not the one in self.derived_version: there is one file, renumbered.

DROP TABLE IF EXISTS study;
DROP TABLE IF EXISTS script;
DROP TABLE IF EXISTS location;
DROP TABLE IF EXISTS shopper;
DROP TABLE IF EXISTS assignment;
DROP TABLE IF EXISTS visit;
DROP TABLE IF EXISTS entry;
DROP TABLE IF EXISTS skip;
DROP TABLE IF EXISTS answer;
DROP TABLE IF EXISTS feeling;
DROP TABLE IF EXISTS phase_mark;
DROP TABLE IF EXISTS moment;
DROP TABLE IF EXISTS evidence;
DROP TABLE IF EXISTS fix;
DROP TABLE IF EXISTS mention;
DROP TABLE IF EXISTS score;
DROP TABLE IF EXISTS explanation;
DROP TABLE IF EXISTS remark;
DROP TABLE IF EXISTS quiz;
DROP TABLE IF EXISTS picture;

-- The last study.put.
CREATE TABLE study (
  id    TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,                       -- language map as JSON, '{}' when there is none
  body  TEXT NOT NULL                        -- the fact's whole body as JSON
) STRICT;

-- Published scripts; the text stays in the fact.
CREATE TABLE script (
  study    TEXT    NOT NULL,
  hash     TEXT    NOT NULL,                 -- sha256 of the script's JSON, checked
  device   TEXT    NOT NULL,                 -- where the fact is …
  seq      INTEGER NOT NULL,                 -- … that holds it
  noted_ms INTEGER NOT NULL,
  PRIMARY KEY (study, hash)
) STRICT;

-- The last location.put.
CREATE TABLE location (
  study   TEXT NOT NULL,
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  address TEXT NOT NULL,
  geo     TEXT NOT NULL,                     -- '52.09,5.12' or ''
  code    TEXT NOT NULL,                     -- what the QR code on the spot says, or ''
  PRIMARY KEY (study, id)
) STRICT;

-- The last shopper.put.
CREATE TABLE shopper (
  id   TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

-- The last assignment.offered, and what became of it.
CREATE TABLE assignment (
  id              TEXT    NOT NULL PRIMARY KEY,
  study           TEXT    NOT NULL,
  script          TEXT    NOT NULL,          -- hash
  location        TEXT    NOT NULL,
  shopper         TEXT    NOT NULL,
  from_ms         INTEGER NOT NULL,          -- the window; 0: open
  until_ms        INTEGER NOT NULL,
  pay_cents       INTEGER NOT NULL,
  reimburse_cents INTEGER NOT NULL,          -- what receipts are paid back up to
  currency        TEXT    NOT NULL,
  job             TEXT    NOT NULL,          -- of assignments that exclude each other, or ''
  state           TEXT    NOT NULL CHECK (state IN ('offered', 'claimed', 'handed_back', 'withdrawn')),
  reason          TEXT    NOT NULL,          -- why it was withdrawn or handed back, or ''
  paid_cents      INTEGER NOT NULL,          -- in all, 0: nothing yet …
  paid_ms         INTEGER NOT NULL,          -- … when the desk said so last, or 0 …
  paid_remark     TEXT    NOT NULL,          -- … and with which words, or ''
  word_device     TEXT,                      -- where the guest's last word about it is, if there is one …
  word_seq        INTEGER                    -- … claimed or handed back
) STRICT;

CREATE INDEX assignment_by_shopper ON assignment (shopper);
CREATE INDEX assignment_by_job ON assignment (job);

-- One walk through a script by one guest, once it was opened. PassantVisit says what its facts mean.
CREATE TABLE visit (
  id           TEXT    NOT NULL PRIMARY KEY,
  study        TEXT    NOT NULL,
  assignment   TEXT    NOT NULL,
  script       TEXT    NOT NULL,             -- hash; of the last version that it was moved to
  location     TEXT    NOT NULL,
  shopper      TEXT    NOT NULL,
  device       TEXT    NOT NULL,             -- that opened it
  sample       INTEGER NOT NULL CHECK (sample IN (0, 1)), -- made by a random walker: no guest was there
  state        TEXT    NOT NULL CHECK (state IN ('open', 'finished', 'broken_off', 'returned', 'accepted', 'rejected')),
  revision     INTEGER NOT NULL,             -- how often it was finished or broken off
  opened_ms    INTEGER NOT NULL,
  ended_ms     INTEGER NOT NULL,             -- 0 while open
  last_ms      INTEGER NOT NULL,             -- the last time anything about it was noted
  place        TEXT,                         -- the touchpoint entered last
  break_reason TEXT,
  break_text   TEXT,
  remark       TEXT                          -- the reviewer's last word
) STRICT;

CREATE INDEX visit_by_assignment ON visit (assignment);
CREATE INDEX visit_by_script ON visit (script);

-- Touchpoints in the order they were walked into.
CREATE TABLE entry (
  visit      TEXT    NOT NULL,
  number     INTEGER NOT NULL,               -- 1, 2, 3 …
  touchpoint TEXT    NOT NULL,
  at_ms      INTEGER NOT NULL,
  noted_ms   INTEGER NOT NULL,
  PRIMARY KEY (visit, number)
) STRICT;

-- Touchpoints left out on purpose, unless entered or answered after all.
CREATE TABLE skip (
  visit      TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  reason     TEXT NOT NULL,
  PRIMARY KEY (visit, touchpoint)
) STRICT;

-- What was said last to each question; in a later round of a repeated touchpoint to "greeted.2".
CREATE TABLE answer (
  visit    TEXT    NOT NULL,
  question TEXT    NOT NULL,
  value    TEXT,                             -- NULL: cleared, or not applicable
  na       INTEGER NOT NULL CHECK (na IN (0, 1)),
  source   TEXT,                             -- seen, asked, recalled
  comment  TEXT,
  at_ms    INTEGER NOT NULL,                 -- when it happened
  noted_ms INTEGER NOT NULL,                 -- when it was noted
  shown_ms INTEGER NOT NULL,                 -- from shown to said
  changes  INTEGER NOT NULL,                 -- how often it was said otherwise before
  PRIMARY KEY (visit, question)
) STRICT;

-- How each touchpoint, or moment, felt last.
CREATE TABLE feeling (
  visit      TEXT    NOT NULL,
  touchpoint TEXT    NOT NULL,
  x          INTEGER NOT NULL,               -- as tapped, 0 … 1000
  y          INTEGER NOT NULL,
  valence    INTEGER NOT NULL,               -- −100 … 100
  arousal    INTEGER NOT NULL,
  word       TEXT,
  mark       INTEGER NOT NULL,               -- 1 … 10, 0: none
  at_ms      INTEGER NOT NULL,
  noted_ms   INTEGER NOT NULL,
  shown_ms   INTEGER NOT NULL,               -- from shown to committed
  touch_ms   INTEGER NOT NULL,               -- from shown to the first touch; 0: not said
  delay_ms   INTEGER NOT NULL,               -- from entering the touchpoint to committed; 0: not said
  moves      INTEGER NOT NULL,
  PRIMARY KEY (visit, touchpoint)
) STRICT;

-- What each phase as a whole was worth, said when the guest had gone through it.
CREATE TABLE phase_mark (
  visit    TEXT    NOT NULL,
  phase    TEXT    NOT NULL,
  mark     INTEGER NOT NULL CHECK (mark BETWEEN 1 AND 10),
  at_ms    INTEGER NOT NULL,
  noted_ms INTEGER NOT NULL,
  shown_ms INTEGER NOT NULL,
  PRIMARY KEY (visit, phase)
) STRICT;

-- What happened outside the script.
CREATE TABLE moment (
  visit      TEXT    NOT NULL,
  id         TEXT    NOT NULL,               -- the fact's
  touchpoint TEXT,                           -- where the guest was
  channel    TEXT,
  text       TEXT    NOT NULL,
  at_ms      INTEGER NOT NULL,
  noted_ms   INTEGER NOT NULL,
  PRIMARY KEY (visit, id)
) STRICT;

-- Photos and other proof, not withdrawn.
CREATE TABLE evidence (
  visit      TEXT    NOT NULL,
  number     INTEGER NOT NULL,               -- 1, 2, 3 … as PassantVisit has them
  sha256     TEXT    NOT NULL,
  question   TEXT,
  touchpoint TEXT,
  mime       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  bytes      INTEGER NOT NULL,
  width      INTEGER NOT NULL,               -- of a photo, 0 when it does not say
  height     INTEGER NOT NULL,
  sharpness  INTEGER,                        -- 0 … 1000
  look       TEXT,                           -- 16 hex digits
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (visit, number)
) STRICT;

-- Where the guest was found to be.
CREATE TABLE fix (
  visit      TEXT    NOT NULL,
  number     INTEGER NOT NULL,               -- 1, 2, 3 … as PassantVisit has them
  how        TEXT    NOT NULL CHECK (how IN ('device', 'code', 'said')),
  touchpoint TEXT,                           -- where the guest was in the journey
  latitude   REAL,                           -- degrees; only of a device
  longitude  REAL,
  accuracy_m INTEGER NOT NULL,               -- 0: not told
  age_ms     INTEGER NOT NULL,               -- of the fix when it was noted
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (visit, number)
) STRICT;

-- Every fact that speaks of a blob, also of one withdrawn later.
CREATE TABLE mention (
  device TEXT    NOT NULL,
  seq    INTEGER NOT NULL,
  visit  TEXT    NOT NULL,
  sha256 TEXT    NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT;

CREATE INDEX mention_by_visit ON mention (visit);

-- What each question of an ended visit earned: exact fractions, already times the weight.
CREATE TABLE score (
  visit      TEXT    NOT NULL,
  question   TEXT    NOT NULL,
  touchpoint TEXT    NOT NULL,
  pillar     TEXT    NOT NULL CHECK (pillar IN ('effectiveness', 'ease', 'emotion')),
  points_num INTEGER NOT NULL,
  points_den INTEGER NOT NULL CHECK (points_den > 0),
  most_num   INTEGER NOT NULL,
  most_den   INTEGER NOT NULL CHECK (most_den > 0),
  recipe     INTEGER NOT NULL,
  PRIMARY KEY (visit, question)
) STRICT;

-- Why what the review rules doubt is right as it stands, in the guest's words: the newest of each doubt at each place.
CREATE TABLE explanation (
  visit      TEXT    NOT NULL,
  doubt      TEXT    NOT NULL,               -- the rule's code, schemas/doubts.md
  touchpoint TEXT    NOT NULL,               -- '': the whole visit
  question   TEXT    NOT NULL,               -- '': the whole touchpoint
  text       TEXT    NOT NULL,
  noted_ms   INTEGER NOT NULL,
  PRIMARY KEY (visit, doubt, touchpoint, question)
) STRICT;

-- What reviewers said of single questions, as it was said.
CREATE TABLE remark (
  visit    TEXT    NOT NULL,
  number   INTEGER NOT NULL,                 -- 1, 2, 3 … as PassantVisit has them
  question TEXT,                             -- NULL: the whole visit
  text     TEXT    NOT NULL,
  revision INTEGER NOT NULL,                 -- of the visit that was looked at
  noted_ms INTEGER NOT NULL,
  PRIMARY KEY (visit, number)
) STRICT;

-- The last choice of each quiz item of each version of a script, by assignment.
CREATE TABLE quiz (
  assignment TEXT    NOT NULL,
  script     TEXT    NOT NULL,               -- hash; '' when the fact does not say
  item       TEXT    NOT NULL,
  choice     TEXT    NOT NULL,
  noted_ms   INTEGER NOT NULL,
  PRIMARY KEY (assignment, script, item)
) STRICT;

CREATE INDEX quiz_by_script ON quiz (script);

-- The files that the briefing of a published script shows, by the name it calls them.
CREATE TABLE picture (
  study  TEXT    NOT NULL,
  script TEXT    NOT NULL,                   -- hash
  name   TEXT    NOT NULL,
  sha256 TEXT    NOT NULL,
  bytes  INTEGER NOT NULL,
  mime   TEXT    NOT NULL,
  device TEXT    NOT NULL,                   -- that has the file
  PRIMARY KEY (study, script, name)
) STRICT;
