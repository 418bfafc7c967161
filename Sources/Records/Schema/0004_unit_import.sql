-- A list of units that was taken over: which bytes, from which day, by whom, and what it changed.
CREATE TABLE unit_import (
  id TEXT NOT NULL PRIMARY KEY,
  effective_on TEXT NOT NULL,
  list_name TEXT NOT NULL,
  list_sha256 TEXT NOT NULL,
  merges_name TEXT,
  merges_sha256 TEXT,
  -- Codes of the provinces it was restricted to, parted by blanks; empty for the whole list.
  provinces TEXT NOT NULL,
  listed INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  renamed INTEGER NOT NULL,
  kind_changed INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  code_changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  successions INTEGER NOT NULL,
  questions INTEGER NOT NULL,
  account_id TEXT,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX unit_import_at ON unit_import (at);
-- What a list doesn't decide. topic: predecessor (which older unit do these words mean, unit_id the newer
-- one) or subordinate (where does this unit go, whose parent ended).
CREATE TABLE succession_question (
  id TEXT NOT NULL PRIMARY KEY,
  import_id TEXT NOT NULL REFERENCES unit_import (id),
  topic TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  effective_on TEXT NOT NULL,
  words TEXT NOT NULL,
  extent TEXT NOT NULL,
  doubt TEXT NOT NULL,
  source TEXT NOT NULL,
  -- units, none; null while open.
  answer TEXT,
  note TEXT,
  decided_by TEXT,
  decided_account_id TEXT,
  decided_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX succession_question_unit ON succession_question (unit_id);
CREATE INDEX succession_question_open ON succession_question (answer, id);
CREATE TABLE succession_candidate (
  question_id TEXT NOT NULL REFERENCES succession_question (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  -- From 0, the likeliest first; -1 for a unit that was chosen without being offered.
  place INTEGER NOT NULL,
  chosen INTEGER NOT NULL DEFAULT 0,
  -- Whether choosing it wrote a succession, which taking the answer back removes.
  linked INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (question_id, unit_id)
);
