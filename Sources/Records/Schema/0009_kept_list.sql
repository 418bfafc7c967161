-- Lists of units that were uploaded and looked at, until they are taken over or let go.
CREATE TABLE kept_list (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT,
  effective_on TEXT NOT NULL,
  provinces TEXT NOT NULL,
  list_name TEXT NOT NULL,
  list BLOB NOT NULL,
  merges_name TEXT,
  merges BLOB,
  at INTEGER NOT NULL
);
CREATE INDEX kept_list_at ON kept_list (at);
