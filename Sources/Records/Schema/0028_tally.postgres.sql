-- Sums over duties, kept by the triggers below in the transaction that changes a duty, whoever changes it. due_on is ''
-- where the unit has nothing to do any more: then only the sum counts. Tables named _tally are made, not kept: no
-- backup holds them.
CREATE TABLE duty_unit_tally (
  unit_id TEXT NOT NULL,
  giver_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  due_on TEXT NOT NULL,
  duties INTEGER NOT NULL,
  on_time INTEGER NOT NULL,
  first_on_time INTEGER NOT NULL,
  PRIMARY KEY (unit_id, giver_id, stage, due_on)
);
CREATE INDEX duty_unit_tally_giver ON duty_unit_tally (giver_id, unit_id);
-- plan_id is '' for duties of no plan.
CREATE TABLE duty_plan_tally (
  plan_id TEXT NOT NULL,
  giver_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  due_on TEXT NOT NULL,
  duties INTEGER NOT NULL,
  on_time INTEGER NOT NULL,
  first_on_time INTEGER NOT NULL,
  PRIMARY KEY (plan_id, giver_id, stage, due_on)
);
INSERT INTO duty_unit_tally (unit_id, giver_id, stage, due_on, duties, on_time, first_on_time)
SELECT unit_id, giver_id, stage,
  CASE WHEN stage IN ('open', 'returned') THEN due_on ELSE '' END AS day,
  COUNT(*), SUM(CASE WHEN stage = 'accepted' AND reported_on <= due_on THEN 1 ELSE 0 END),
  SUM(CASE WHEN stage = 'accepted' AND reported_on <= first_due_on THEN 1 ELSE 0 END)
FROM duty
GROUP BY unit_id, giver_id, stage, CASE WHEN stage IN ('open', 'returned') THEN due_on ELSE '' END;
INSERT INTO duty_plan_tally (plan_id, giver_id, stage, due_on, duties, on_time, first_on_time)
SELECT COALESCE(plan_id, ''), giver_id, stage,
  CASE WHEN stage IN ('open', 'returned') THEN due_on ELSE '' END AS day,
  COUNT(*), SUM(CASE WHEN stage = 'accepted' AND reported_on <= due_on THEN 1 ELSE 0 END),
  SUM(CASE WHEN stage = 'accepted' AND reported_on <= first_due_on THEN 1 ELSE 0 END)
FROM duty
GROUP BY COALESCE(plan_id, ''), giver_id, stage, CASE WHEN stage IN ('open', 'returned') THEN due_on ELSE '' END;
-- Once for each statement: a plan makes thousands of duties at a time. Its argument is 1 or -1.
CREATE FUNCTION duty_tally_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO duty_unit_tally AS t
  SELECT c.unit_id, c.giver_id, c.stage,
    CASE WHEN c.stage IN ('open', 'returned') THEN c.due_on ELSE '' END AS day,
    COUNT(*) * TG_ARGV[0]::bigint,
    SUM(CASE WHEN c.stage = 'accepted' AND c.reported_on <= c.due_on THEN 1 ELSE 0 END) * TG_ARGV[0]::bigint,
    SUM(CASE WHEN c.stage = 'accepted' AND c.reported_on <= c.first_due_on THEN 1 ELSE 0 END) * TG_ARGV[0]::bigint
  FROM changed c
  GROUP BY c.unit_id, c.giver_id, c.stage, day
  ON CONFLICT (unit_id, giver_id, stage, due_on) DO UPDATE
  SET duties = t.duties + excluded.duties, on_time = t.on_time + excluded.on_time,
    first_on_time = t.first_on_time + excluded.first_on_time;
  INSERT INTO duty_plan_tally AS t
  SELECT COALESCE(c.plan_id, ''), c.giver_id, c.stage,
    CASE WHEN c.stage IN ('open', 'returned') THEN c.due_on ELSE '' END AS day,
    COUNT(*) * TG_ARGV[0]::bigint,
    SUM(CASE WHEN c.stage = 'accepted' AND c.reported_on <= c.due_on THEN 1 ELSE 0 END) * TG_ARGV[0]::bigint,
    SUM(CASE WHEN c.stage = 'accepted' AND c.reported_on <= c.first_due_on THEN 1 ELSE 0 END) * TG_ARGV[0]::bigint
  FROM changed c
  GROUP BY COALESCE(c.plan_id, ''), c.giver_id, c.stage, day
  ON CONFLICT (plan_id, giver_id, stage, due_on) DO UPDATE
  SET duties = t.duties + excluded.duties, on_time = t.on_time + excluded.on_time,
    first_on_time = t.first_on_time + excluded.first_on_time;
  RETURN NULL;
END
$$;
-- Last, after both counts.
CREATE FUNCTION duty_tally_clear() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM duty_unit_tally t
  USING changed c
  WHERE t.unit_id = c.unit_id AND t.giver_id = c.giver_id AND t.stage = c.stage
    AND t.due_on = CASE WHEN c.stage IN ('open', 'returned') THEN c.due_on ELSE '' END
    AND t.duties = 0;
  DELETE FROM duty_plan_tally t
  USING changed c
  WHERE t.plan_id = COALESCE(c.plan_id, '') AND t.giver_id = c.giver_id AND t.stage = c.stage
    AND t.due_on = CASE WHEN c.stage IN ('open', 'returned') THEN c.due_on ELSE '' END
    AND t.duties = 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER duty_tally_1_insert AFTER INSERT ON duty
REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_count('1');
CREATE TRIGGER duty_tally_1_update AFTER UPDATE ON duty
REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_count('1');
CREATE TRIGGER duty_tally_2_update AFTER UPDATE ON duty
REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_count('-1');
CREATE TRIGGER duty_tally_2_delete AFTER DELETE ON duty
REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_count('-1');
CREATE TRIGGER duty_tally_3_update AFTER UPDATE ON duty
REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_clear();
CREATE TRIGGER duty_tally_3_delete AFTER DELETE ON duty
REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION duty_tally_clear();
