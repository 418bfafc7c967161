-- A document that proves something, of the unit that has it. Its own dates are apart from the day it was added.
CREATE TABLE evidence (
  id TEXT NOT NULL PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_on TEXT,
  issuer TEXT NOT NULL,
  effective_from TEXT,
  effective_to TEXT,
  search_key TEXT NOT NULL,
  last_file INTEGER NOT NULL DEFAULT 1,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX evidence_unit ON evidence (unit_id, id);
-- The versions of its file, from 1. The bytes stand in the folder of files under their SHA-256; crc32 is for archives.
CREATE TABLE evidence_file (
  evidence_id TEXT NOT NULL REFERENCES evidence (id),
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  crc32 INTEGER NOT NULL,
  size INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  account_id TEXT,
  who TEXT NOT NULL,
  PRIMARY KEY (evidence_id, position),
  CHECK (size > 0)
);
CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);
-- What it proves. remark: where in the document, or what of it.
CREATE TABLE evidence_link (
  evidence_id TEXT NOT NULL REFERENCES evidence (id),
  duty_id TEXT NOT NULL REFERENCES duty (id),
  remark TEXT NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (evidence_id, duty_id)
);
CREATE INDEX evidence_link_duty ON evidence_link (duty_id, evidence_id);
