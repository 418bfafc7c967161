-- Forms that were carried out, so that one sent twice is carried out once.
CREATE TABLE submission (
  id TEXT NOT NULL,
  sender TEXT NOT NULL,
  at INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (id, sender)
);
CREATE INDEX submission_at ON submission (at);
