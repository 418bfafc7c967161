CREATE TABLE audit_entry (
  seq INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  account_id TEXT,
  actor TEXT NOT NULL,
  channel TEXT NOT NULL,
  request TEXT NOT NULL,
  address TEXT,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  unit_id TEXT,
  before TEXT,
  after TEXT,
  mac TEXT NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id, seq);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_account ON audit_entry (account_id, seq);
CREATE INDEX audit_entry_action ON audit_entry (action, seq);
-- When each periodic job ran last, and how it ended.
CREATE TABLE job_run (
  name TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  is_done INTEGER NOT NULL,
  note TEXT NOT NULL
);
