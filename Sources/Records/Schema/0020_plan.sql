-- A plan of the office: a draft that somebody reviews, then published and only changed by amendments.
CREATE TABLE plan (
  id TEXT NOT NULL PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  parent_id TEXT REFERENCES plan (id),
  copied_from TEXT REFERENCES plan (id),
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT,
  symbol TEXT,
  place TEXT,
  signed_on TEXT,
  year INTEGER NOT NULL,
  issuer TEXT,
  title TEXT NOT NULL,
  signing_authority TEXT,
  signer_title TEXT,
  signer TEXT,
  source_name TEXT,
  source_text TEXT,
  published_at INTEGER,
  published_on TEXT,
  search_key TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (stage IN ('draft', 'published', 'withdrawn')),
  CHECK (parent_id <> id)
);
CREATE INDEX plan_unit ON plan (unit_id, stage, year);
CREATE INDEX plan_parent ON plan (parent_id);
-- Documents that the plan rests on, and those it goes to.
CREATE TABLE plan_basis (
  plan_id TEXT NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  number TEXT,
  issued_on TEXT,
  PRIMARY KEY (plan_id, position)
);
CREATE TABLE plan_recipient (
  plan_id TEXT NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT,
  PRIMARY KEY (plan_id, position)
);
-- Spans are offsets into source_text in Unicode scalars, end exclusive. estimate is in đồng. amendment 0 is
-- the plan as first published; dropped_by is the amendment that took the task out.
CREATE TABLE plan_task (
  id TEXT NOT NULL PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  section TEXT,
  text TEXT NOT NULL,
  deadline_words TEXT NOT NULL,
  is_continuous INTEGER NOT NULL DEFAULT 0,
  goes_on INTEGER NOT NULL DEFAULT 0,
  due_on TEXT,
  product TEXT NOT NULL,
  evidence TEXT NOT NULL,
  funding TEXT NOT NULL,
  estimate INTEGER,
  span_start INTEGER,
  span_end INTEGER,
  carried_over INTEGER NOT NULL DEFAULT 0,
  added_by INTEGER NOT NULL DEFAULT 0,
  dropped_by INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (kind IN ('task', 'report', 'subPlan', 'meeting')),
  CHECK (estimate >= 0),
  CHECK (is_continuous IN (0, 1))
);
CREATE INDEX plan_task_plan ON plan_task (plan_id, position);
-- Who does a task, as written, and which unit or group of units that is; neither where it is not settled yet.
CREATE TABLE task_share (
  task_id TEXT NOT NULL REFERENCES plan_task (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  words TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  unit_group TEXT,
  is_sure INTEGER NOT NULL,
  PRIMARY KEY (task_id, position),
  CHECK (role IN ('lead', 'coordinating', 'executing')),
  CHECK (unit_id IS NULL OR unit_group IS NULL)
);
CREATE INDEX task_share_unit ON task_share (unit_id);
CREATE TABLE plan_target (
  id TEXT NOT NULL PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  comparator TEXT NOT NULL,
  value REAL NOT NULL,
  measure TEXT NOT NULL,
  scope TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER,
  carried_over INTEGER NOT NULL DEFAULT 0,
  added_by INTEGER NOT NULL DEFAULT 0,
  dropped_by INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX plan_target_plan ON plan_target (plan_id, position);
-- What an officer once settled: these words mean this unit or group in the plans of this unit.
CREATE TABLE agency_memory (
  owner_id TEXT NOT NULL REFERENCES unit (id),
  words TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  unit_group TEXT,
  PRIMARY KEY (owner_id, words)
);
