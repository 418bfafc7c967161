CREATE INDEX audit_entry_unit ON audit_entry (unit_id, seq);
