-- Forms are proved by a code made of the session's secret; nothing of it is stored.
ALTER TABLE session DROP COLUMN csrf;
-- When a temporary password was given; null for one that its person chose.
ALTER TABLE account ADD COLUMN temporary_since INTEGER;
