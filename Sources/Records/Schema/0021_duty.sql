-- One unit owes one thing by one date. giver_id is the unit that accepts; parent_id the lead's duty that a
-- coordinating unit's one belongs to. occurrence tells the dates of a recurring task apart; '' where there is one.
CREATE TABLE duty (
  id TEXT NOT NULL PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  giver_id TEXT NOT NULL REFERENCES unit (id),
  role TEXT NOT NULL,
  plan_id TEXT REFERENCES plan (id),
  task_id TEXT REFERENCES plan_task (id),
  parent_id TEXT REFERENCES duty (id),
  occurrence TEXT NOT NULL,
  title TEXT NOT NULL,
  product TEXT NOT NULL,
  evidence TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  first_due_on TEXT NOT NULL,
  is_continuous INTEGER NOT NULL,
  stage TEXT NOT NULL,
  reported_on TEXT,
  decided_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (role IN ('lead', 'coordinating', 'executing')),
  CHECK (stage IN ('open', 'reported', 'returned', 'accepted', 'dropped')),
  CHECK (parent_id <> id),
  UNIQUE (task_id, unit_id, role, occurrence)
);
CREATE INDEX duty_unit ON duty (unit_id, stage, due_on, id);
CREATE INDEX duty_due ON duty (due_on, id);
CREATE INDEX duty_plan ON duty (plan_id, unit_id);
CREATE INDEX duty_giver ON duty (giver_id, stage, due_on, id);
CREATE INDEX duty_parent ON duty (parent_id);
-- What happened to a duty, in order. due_on: the day asked for or granted.
CREATE TABLE duty_step (
  id TEXT NOT NULL PRIMARY KEY,
  duty_id TEXT NOT NULL REFERENCES duty (id),
  at INTEGER NOT NULL,
  account_id TEXT,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  due_on TEXT
);
CREATE INDEX duty_step_duty ON duty_step (duty_id, id);
-- A request for more time that nobody has decided yet stands here once; the decision is a step.
CREATE TABLE duty_extension (
  duty_id TEXT NOT NULL PRIMARY KEY REFERENCES duty (id),
  step_id TEXT NOT NULL REFERENCES duty_step (id),
  due_on TEXT NOT NULL
);
