-- What can be found, by kind: plans, duties (by the task they come from, or a duty of its own). text is what was
-- read for its words.
CREATE TABLE search_entry (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
-- Each word of an entry once: without any marks (word), and with its marks, the tone behind (form).
CREATE TABLE search_word (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  form TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, word, id, form)
);
CREATE INDEX search_word_form ON search_word (kind, form, id);
