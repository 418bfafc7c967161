-- A unit is an identity; what it was called, what it was and whom it stood under are its dated versions.
-- valid_to is the last day (inclusive); 9999-12-31 where no end is known.
CREATE TABLE unit (
  id TEXT NOT NULL PRIMARY KEY,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
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
  PRIMARY KEY (unit_id, valid_from),
  CHECK (valid_from <= valid_to),
  CHECK (parent_id <> unit_id)
);
CREATE INDEX unit_version_parent ON unit_version (parent_id, sort_key);
CREATE TABLE unit_code (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  scheme TEXT NOT NULL,
  code TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  PRIMARY KEY (unit_id, scheme, valid_from),
  CHECK (valid_from <= valid_to)
);
CREATE INDEX unit_code_code ON unit_code (scheme, code);
CREATE TABLE unit_succession (
  predecessor_id TEXT NOT NULL REFERENCES unit (id),
  successor_id TEXT NOT NULL REFERENCES unit (id),
  effective_on TEXT NOT NULL,
  extent TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id, effective_on)
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
