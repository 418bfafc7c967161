CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES person (id),
  login TEXT NOT NULL UNIQUE,
  -- The unit whose administrators keep the account; null for those of the whole office.
  unit_id TEXT REFERENCES unit (id),
  -- Null until an invitation is taken up.
  password TEXT,
  -- 1 where the password is long enough for an account without second factor.
  password_long INTEGER NOT NULL,
  must_change INTEGER NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- The last sign-in, or the moment the account was made or enabled again.
  active_at INTEGER NOT NULL,
  disabled_at INTEGER,
  disabled_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX account_unit ON account (unit_id);
-- One row at most: whoever makes the first administrator, makes it once.
CREATE TABLE office_opening (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  account_id TEXT NOT NULL REFERENCES account (id),
  at INTEGER NOT NULL
);
CREATE TABLE role_grant (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  revoked_at INTEGER,
  CHECK (valid_from <= valid_to)
);
CREATE INDEX role_grant_account ON role_grant (account_id);
CREATE INDEX role_grant_role ON role_grant (role, unit_id);
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  csrf TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  -- Null while the code of the second factor is still to come, or the account has none.
  second_factor_at INTEGER,
  address TEXT,
  agent TEXT
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_created ON session (created_at);
-- Wrong attempts, by login and by address ("login:…", "address:…"). A login stands here whether or not an
-- account has it, so that nobody learns from a lock which logins there are.
CREATE TABLE sign_in_guard (
  subject TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  first_failed_at INTEGER NOT NULL,
  last_failed_at INTEGER NOT NULL,
  locks INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
);
CREATE INDEX sign_in_guard_last ON sign_in_guard (last_failed_at);
CREATE TABLE second_factor (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
  -- Sealed with the office's key.
  secret BLOB NOT NULL,
  -- Null until one right code was given.
  confirmed_at INTEGER,
  -- The last step of 30 seconds whose code was used; none before it counts again.
  last_step INTEGER NOT NULL
);
CREATE TABLE recovery_code (
  account_id TEXT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (account_id, code_hash)
);
CREATE TABLE invitation (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  used_at INTEGER
);
CREATE INDEX invitation_account ON invitation (account_id);
CREATE TABLE api_token (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  -- TokenScope values with blanks between.
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  valid_to TEXT NOT NULL,
  revoked_at INTEGER,
  last_used_at INTEGER
);
CREATE INDEX api_token_account ON api_token (account_id);
