-- What the worker does: things done once, and things that come again and again (is_periodic), each of which is one
-- row that goes back to waiting. due_at: not before; while running, the end of the lease of its owner, after which
-- another worker takes it. no_return is 1 from just before a job does what can be neither undone nor asked about.
-- is_done and note: how the last try ended, null before the first.
CREATE TABLE job (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  is_periodic INTEGER NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  no_return INTEGER NOT NULL DEFAULT 0,
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  is_done INTEGER,
  note TEXT NOT NULL DEFAULT '',
  CHECK (state IN ('waiting', 'running', 'done', 'failed', 'doubtful'))
);
CREATE INDEX job_due ON job (state, due_at, id);
CREATE UNIQUE INDEX job_periodic ON job (kind) WHERE is_periodic = 1;
DROP TABLE job_run;
