CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
  login TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  disabled_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE role_grant (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  CHECK (valid_from <= valid_to)
);
CREATE INDEX role_grant_account ON role_grant (account_id);
CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  address TEXT,
  agent TEXT
);
CREATE INDEX session_account ON session (account_id);
