-- The unit that leads, and answers what the units that coordinate with it report; NULL where the giver answers.
ALTER TABLE duty ADD COLUMN lead_id TEXT REFERENCES unit (id);
UPDATE duty SET lead_id = (SELECT l.unit_id FROM duty l WHERE l.id = duty.parent_id)
WHERE parent_id IS NOT NULL;
CREATE INDEX duty_lead ON duty (lead_id, stage, due_on, id);
-- What a leader said or wrote that units are to do, without a plan. number is '' where it was only said.
CREATE TABLE directive (
  id TEXT NOT NULL PRIMARY KEY,
  giver_id TEXT NOT NULL REFERENCES unit (id),
  number TEXT NOT NULL,
  given_on TEXT NOT NULL,
  given_by TEXT NOT NULL,
  text TEXT NOT NULL,
  due_on TEXT NOT NULL,
  CHECK (number <> '' OR given_by <> '')
);
CREATE INDEX directive_giver ON directive (giver_id, given_on);
ALTER TABLE duty ADD COLUMN directive_id TEXT REFERENCES directive (id);
CREATE INDEX duty_directive ON duty (directive_id);
-- The numbers of a report.
CREATE TABLE duty_figure (
  step_id TEXT NOT NULL REFERENCES duty_step (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  value REAL NOT NULL,
  measure TEXT NOT NULL,
  PRIMARY KEY (step_id, position)
);
-- A duty that went from a unit that had ended to another; passed_on is the second one's first day with it.
CREATE TABLE duty_pass (
  duty_id TEXT NOT NULL REFERENCES duty (id),
  step_id TEXT NOT NULL REFERENCES duty_step (id),
  from_id TEXT NOT NULL REFERENCES unit (id),
  to_id TEXT NOT NULL REFERENCES unit (id),
  passed_on TEXT NOT NULL,
  PRIMARY KEY (duty_id, step_id)
);
