-- Of the documents that a plan rests on: which is the higher plan that it carries out, and which plan of the office that
-- is; NULL for one from outside.
ALTER TABLE plan_basis ADD COLUMN is_higher INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan_basis ADD COLUMN higher_id TEXT REFERENCES plan (id);
CREATE INDEX plan_basis_higher ON plan_basis (higher_id);
UPDATE plan SET parent_id = NULL WHERE parent_id IS NOT NULL;
-- The task that this one was copied from: one of last year's plan, or the one that an amendment changes. reckoning: how
-- the last days were found when the plan was published, one line each.
ALTER TABLE plan_task ADD COLUMN origin_id TEXT REFERENCES plan_task (id);
ALTER TABLE plan_task ADD COLUMN higher_task_id TEXT REFERENCES plan_task (id);
ALTER TABLE plan_task ADD COLUMN reckoning TEXT NOT NULL DEFAULT '';
CREATE INDEX plan_task_origin ON plan_task (origin_id);
CREATE INDEX plan_task_higher ON plan_task (higher_task_id);
ALTER TABLE plan_target ADD COLUMN origin_id TEXT REFERENCES plan_target (id);
-- id is a plan of its own: while that is a draft, it holds plan_id as it is to be; once the amendment is published, as it
-- was before.
CREATE TABLE plan_amendment (
  id TEXT NOT NULL PRIMARY KEY REFERENCES plan (id),
  plan_id TEXT NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  signed_on TEXT,
  reason TEXT NOT NULL,
  UNIQUE (plan_id, position)
);
-- What a unit issued where it owed a plan of its own; plan_id is NULL where that plan is not in the system.
CREATE TABLE sub_plan (
  duty_id TEXT NOT NULL PRIMARY KEY REFERENCES duty (id),
  plan_id TEXT REFERENCES plan (id),
  number TEXT NOT NULL,
  issued_on TEXT NOT NULL
);
CREATE INDEX sub_plan_plan ON sub_plan (plan_id);
