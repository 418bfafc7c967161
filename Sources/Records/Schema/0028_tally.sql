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
CREATE TRIGGER duty_tally_insert AFTER INSERT ON duty BEGIN
  INSERT INTO duty_unit_tally
  VALUES
    (NEW.unit_id, NEW.giver_id, NEW.stage,
     CASE WHEN NEW.stage IN ('open', 'returned') THEN NEW.due_on ELSE '' END,
     1, CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.due_on THEN 1 ELSE 0 END,
     CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.first_due_on THEN 1 ELSE 0 END)
  ON CONFLICT (unit_id, giver_id, stage, due_on) DO UPDATE
  SET duties = duties + 1, on_time = on_time + excluded.on_time,
    first_on_time = first_on_time + excluded.first_on_time;
  INSERT INTO duty_plan_tally
  VALUES
    (COALESCE(NEW.plan_id, ''), NEW.giver_id, NEW.stage,
     CASE WHEN NEW.stage IN ('open', 'returned') THEN NEW.due_on ELSE '' END,
     1, CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.due_on THEN 1 ELSE 0 END,
     CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.first_due_on THEN 1 ELSE 0 END)
  ON CONFLICT (plan_id, giver_id, stage, due_on) DO UPDATE
  SET duties = duties + 1, on_time = on_time + excluded.on_time,
    first_on_time = first_on_time + excluded.first_on_time;
END;
CREATE TRIGGER duty_tally_delete AFTER DELETE ON duty BEGIN
  UPDATE duty_unit_tally
  SET duties = duties - 1,
    on_time = on_time - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.due_on THEN 1 ELSE 0 END,
    first_on_time = first_on_time
      - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.first_due_on THEN 1 ELSE 0 END
  WHERE unit_id = OLD.unit_id AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END;
  DELETE FROM duty_unit_tally
  WHERE unit_id = OLD.unit_id AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END
    AND duties = 0;
  UPDATE duty_plan_tally
  SET duties = duties - 1,
    on_time = on_time - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.due_on THEN 1 ELSE 0 END,
    first_on_time = first_on_time
      - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.first_due_on THEN 1 ELSE 0 END
  WHERE plan_id = COALESCE(OLD.plan_id, '') AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END;
  DELETE FROM duty_plan_tally
  WHERE plan_id = COALESCE(OLD.plan_id, '') AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END
    AND duties = 0;
END;
CREATE TRIGGER duty_tally_update AFTER UPDATE OF unit_id, giver_id, plan_id, stage, due_on, first_due_on, reported_on ON duty BEGIN
  UPDATE duty_unit_tally
  SET duties = duties - 1,
    on_time = on_time - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.due_on THEN 1 ELSE 0 END,
    first_on_time = first_on_time
      - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.first_due_on THEN 1 ELSE 0 END
  WHERE unit_id = OLD.unit_id AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END;
  DELETE FROM duty_unit_tally
  WHERE unit_id = OLD.unit_id AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END
    AND duties = 0;
  UPDATE duty_plan_tally
  SET duties = duties - 1,
    on_time = on_time - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.due_on THEN 1 ELSE 0 END,
    first_on_time = first_on_time
      - CASE WHEN OLD.stage = 'accepted' AND OLD.reported_on <= OLD.first_due_on THEN 1 ELSE 0 END
  WHERE plan_id = COALESCE(OLD.plan_id, '') AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END;
  DELETE FROM duty_plan_tally
  WHERE plan_id = COALESCE(OLD.plan_id, '') AND giver_id = OLD.giver_id AND stage = OLD.stage
    AND due_on = CASE WHEN OLD.stage IN ('open', 'returned') THEN OLD.due_on ELSE '' END
    AND duties = 0;
  INSERT INTO duty_unit_tally
  VALUES
    (NEW.unit_id, NEW.giver_id, NEW.stage,
     CASE WHEN NEW.stage IN ('open', 'returned') THEN NEW.due_on ELSE '' END,
     1, CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.due_on THEN 1 ELSE 0 END,
     CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.first_due_on THEN 1 ELSE 0 END)
  ON CONFLICT (unit_id, giver_id, stage, due_on) DO UPDATE
  SET duties = duties + 1, on_time = on_time + excluded.on_time,
    first_on_time = first_on_time + excluded.first_on_time;
  INSERT INTO duty_plan_tally
  VALUES
    (COALESCE(NEW.plan_id, ''), NEW.giver_id, NEW.stage,
     CASE WHEN NEW.stage IN ('open', 'returned') THEN NEW.due_on ELSE '' END,
     1, CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.due_on THEN 1 ELSE 0 END,
     CASE WHEN NEW.stage = 'accepted' AND NEW.reported_on <= NEW.first_due_on THEN 1 ELSE 0 END)
  ON CONFLICT (plan_id, giver_id, stage, due_on) DO UPDATE
  SET duties = duties + 1, on_time = on_time + excluded.on_time,
    first_on_time = first_on_time + excluded.first_on_time;
END;
