-- A named number for a unit and a period, kept for the plans of its owner.
CREATE TABLE indicator (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES unit (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  measure TEXT NOT NULL,
  UNIQUE (owner_id, name_key)
);
-- period is '2026', '2026-H1' or '2026-Q3'. A value that was taken back is null, so that the version goes on.
CREATE TABLE indicator_value (
  indicator_id TEXT NOT NULL REFERENCES indicator (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period TEXT NOT NULL,
  value REAL,
  origin TEXT NOT NULL,
  source TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (indicator_id, unit_id, period),
  CHECK (origin IN ('typed', 'computed'))
);
-- Every state that a value had, the present one included.
CREATE TABLE indicator_value_state (
  id TEXT NOT NULL PRIMARY KEY,
  indicator_id TEXT NOT NULL REFERENCES indicator (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period TEXT NOT NULL,
  value REAL,
  source TEXT NOT NULL,
  account_id TEXT,
  who TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX indicator_value_state_value ON indicator_value_state (indicator_id, unit_id, id);
-- A target follows an indicator, by name while its plan is a draft. It binds a unit or a group of units; neither
-- means the unit that issues the plan. every: year, half, quarter.
ALTER TABLE plan_target ADD COLUMN indicator_name TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_target ADD COLUMN indicator_id TEXT REFERENCES indicator (id);
ALTER TABLE plan_target ADD COLUMN unit_id TEXT REFERENCES unit (id);
ALTER TABLE plan_target ADD COLUMN unit_group TEXT;
ALTER TABLE plan_target ADD COLUMN every TEXT NOT NULL DEFAULT 'year';
-- Remarks about a draft's document that an officer has looked at.
CREATE TABLE plan_remark (
  plan_id TEXT NOT NULL REFERENCES plan (id),
  remark TEXT NOT NULL,
  PRIMARY KEY (plan_id, remark)
);
