-- A unit is an identity; what it was called, what it was and whom it stood under are its dated versions.
-- valid_to is the last day (inclusive); 9999-12-31 where no end is known. The versions of a unit follow one
-- another from its first day to its last without gap or overlap.
CREATE TABLE unit (
  id TEXT NOT NULL PRIMARY KEY,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  end_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (valid_from <= valid_to)
);
CREATE TABLE unit_version (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  parent_id TEXT REFERENCES unit (id),
  sort_key TEXT NOT NULL,
  search_key TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  PRIMARY KEY (unit_id, valid_from),
  CHECK (valid_from <= valid_to),
  CHECK (parent_id <> unit_id)
);
CREATE INDEX unit_version_parent ON unit_version (parent_id, sort_key, unit_id, valid_from, valid_to);
-- Covers a search, which reads every name in force once.
CREATE INDEX unit_version_search
  ON unit_version (valid_to, valid_from, search_key, folded_name, sort_key, unit_id);
-- A code is one unit's within a scheme and a level on one day; later it may live on under another unit.
CREATE TABLE unit_code (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  scheme TEXT NOT NULL,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  PRIMARY KEY (unit_id, scheme, valid_from),
  CHECK (valid_from <= valid_to)
);
CREATE INDEX unit_code_code ON unit_code (code, scheme, level);
-- effective_on is the first day on which the successor stands in the predecessor's place.
CREATE TABLE unit_succession (
  predecessor_id TEXT NOT NULL REFERENCES unit (id),
  successor_id TEXT NOT NULL REFERENCES unit (id),
  effective_on TEXT NOT NULL,
  extent TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id, effective_on),
  CHECK (predecessor_id <> successor_id)
);
CREATE INDEX unit_succession_successor ON unit_succession (successor_id);
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  full_name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  sort_key TEXT NOT NULL,
  search_key TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX person_sort ON person (sort_key, id);
-- A person in a post of a unit: head, deputy head, PAR officer, member of staff.
CREATE TABLE office_holding (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  post TEXT NOT NULL,
  title TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (valid_from <= valid_to)
);
CREATE INDEX office_holding_unit ON office_holding (unit_id, post);
CREATE INDEX office_holding_person ON office_holding (person_id);
-- What one person passed on to another in a unit. effective_on is the second person's first day.
CREATE TABLE hand_over (
  id TEXT NOT NULL PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  from_person_id TEXT NOT NULL REFERENCES person (id),
  to_person_id TEXT NOT NULL REFERENCES person (id),
  effective_on TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK (from_person_id <> to_person_id)
);
CREATE INDEX hand_over_unit ON hand_over (unit_id, effective_on);
-- old_id and new_id name what ended and what began, in the table that kind says.
CREATE TABLE hand_over_item (
  hand_over_id TEXT NOT NULL REFERENCES hand_over (id),
  kind TEXT NOT NULL,
  old_id TEXT NOT NULL,
  new_id TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (hand_over_id, kind, old_id)
);
