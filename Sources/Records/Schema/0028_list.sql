-- Lists of duties hold what is not finished, in the order of the dates; done ones stand in between and are many.
CREATE INDEX duty_unfinished ON duty (due_on, id) WHERE stage IN ('open', 'returned', 'reported');
CREATE INDEX duty_stage ON duty (stage, due_on, id);
CREATE INDEX duty_plan_due ON duty (plan_id, due_on, id);
CREATE INDEX duty_task ON duty (task_id, due_on, id);
-- Choices of a list that a person keeps under a name. query: as it stands in the address.
CREATE TABLE duty_filter (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  query TEXT NOT NULL,
  UNIQUE (account_id, name)
);
-- The secret address at which a calendar program fetches what a person has to do; one each.
CREATE TABLE calendar_feed (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
);
