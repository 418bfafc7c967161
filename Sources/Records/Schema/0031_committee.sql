-- Ban Chỉ đạo CCHC of a unit. standing_id is the agency that prepares its meetings and owes them by the rule:
-- one in each cycle, days_after days after its end at the latest.
CREATE TABLE committee (
  id TEXT NOT NULL PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  signed_on TEXT,
  standing_id TEXT NOT NULL REFERENCES unit (id),
  cycle TEXT NOT NULL,
  days_after INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (cycle IN ('month', 'quarter', 'halfYear', 'year', 'called')),
  CHECK (days_after BETWEEN 0 AND 31),
  CHECK (valid_from <= valid_to)
);
CREATE INDEX committee_unit ON committee (unit_id);
-- tasks is what the committee assigned, one thing a line.
CREATE TABLE committee_member (
  id TEXT NOT NULL PRIMARY KEY,
  committee_id TEXT NOT NULL REFERENCES committee (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  role TEXT NOT NULL,
  title TEXT NOT NULL,
  tasks TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (role IN ('chair', 'standingDeputy', 'deputy', 'member', 'secretary')),
  CHECK (valid_from <= valid_to)
);
CREATE INDEX committee_member_committee ON committee_member (committee_id, valid_to);
CREATE INDEX committee_member_person ON committee_member (person_id, valid_to);
-- The duty to meet in a period that begins on first_on.
CREATE TABLE committee_period (
  committee_id TEXT NOT NULL REFERENCES committee (id),
  cycle TEXT NOT NULL,
  first_on TEXT NOT NULL,
  duty_id TEXT NOT NULL REFERENCES duty (id),
  PRIMARY KEY (committee_id, cycle, first_on)
);
CREATE INDEX committee_period_duty ON committee_period (duty_id);
-- period_on is the first day of the period whose meeting it is; NULL where it was called. number, signed_on and
-- chair are those of its conclusion, which is issued where they are there.
CREATE TABLE committee_meeting (
  id TEXT NOT NULL PRIMARY KEY,
  committee_id TEXT NOT NULL REFERENCES committee (id),
  subject TEXT NOT NULL,
  held_on TEXT NOT NULL,
  clock TEXT NOT NULL,
  place TEXT NOT NULL,
  guests TEXT NOT NULL,
  period_on TEXT,
  stage TEXT NOT NULL,
  minutes TEXT NOT NULL,
  number TEXT,
  signed_on TEXT,
  chair TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (stage IN ('planned', 'agendaFixed', 'concluded')),
  CHECK ((stage = 'concluded') = (number IS NOT NULL))
);
CREATE INDEX committee_meeting_committee ON committee_meeting (committee_id, held_on);
-- Members who were there.
CREATE TABLE meeting_attendance (
  meeting_id TEXT NOT NULL REFERENCES committee_meeting (id),
  member_id TEXT NOT NULL REFERENCES committee_member (id),
  PRIMARY KEY (meeting_id, member_id)
);
CREATE TABLE conclusion_point (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES committee_meeting (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  product TEXT NOT NULL,
  due_on TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX conclusion_point_meeting ON conclusion_point (meeting_id, position);
-- number and due_on are those of the day on which the agenda was made; duty_id stands where it speaks of one duty.
CREATE TABLE agenda_point (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES committee_meeting (id),
  position INTEGER NOT NULL,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  number INTEGER NOT NULL,
  due_on TEXT,
  units TEXT NOT NULL,
  duty_id TEXT REFERENCES duty (id),
  plan_id TEXT REFERENCES plan (id),
  point_id TEXT REFERENCES conclusion_point (id),
  CHECK (source IN ('earlier', 'subPlan', 'overdue', 'returned', 'soon', 'own'))
);
CREATE INDEX agenda_point_meeting ON agenda_point (meeting_id, position);
CREATE TABLE conclusion_share (
  point_id TEXT NOT NULL REFERENCES conclusion_point (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  unit_id TEXT REFERENCES unit (id),
  unit_group TEXT,
  PRIMARY KEY (point_id, position),
  CHECK (role IN ('lead', 'coordinating', 'executing')),
  CHECK ((unit_id IS NULL) <> (unit_group IS NULL))
);
-- What a point became when its conclusion was issued.
CREATE TABLE conclusion_duty (
  duty_id TEXT NOT NULL PRIMARY KEY REFERENCES duty (id),
  point_id TEXT NOT NULL REFERENCES conclusion_point (id)
);
CREATE INDEX conclusion_duty_point ON conclusion_duty (point_id);
