-- What a person is told. words is a sentence with the places {1}, {2} …, parts what stands there, one to a line.
-- once: the same is told to the same person only one time. subject: the thing it is about, as in the audit log.
CREATE TABLE notice (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  parts TEXT NOT NULL,
  details TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  once TEXT UNIQUE,
  made_at INTEGER NOT NULL,
  read_at INTEGER
);
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;
CREATE INDEX notice_made ON notice (made_at);
-- Who wants no mail; nobody said so where there is no row.
CREATE TABLE notice_choice (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
  by_mail INTEGER NOT NULL
);
-- Whether the server that ran last can send mail: nothing is queued for one that cannot.
CREATE TABLE mail_office (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  is_on INTEGER NOT NULL
);
-- When people are reminded, where the office has chosen; working days, divided by blanks.
CREATE TABLE reminder_ladder (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  days_before TEXT NOT NULL,
  on_day INTEGER NOT NULL,
  days_after TEXT NOT NULL,
  head_after INTEGER,
  digest TEXT NOT NULL,
  version INTEGER NOT NULL
);
