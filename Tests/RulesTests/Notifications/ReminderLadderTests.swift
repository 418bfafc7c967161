import Rules
import Testing

private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

/// Due on Thursday 10/12/2026, opened long before.
@Test(
  arguments: [
    ("2026-12-02", nil), ("2026-12-03", "-5 unit"), ("2026-12-05", "-5 unit"),
    ("2026-12-08", "-5 unit"), ("2026-12-09", "-1 unit"), ("2026-12-10", "0 unit"),
    ("2026-12-11", "1 unit"), ("2026-12-13", "1 unit"), ("2026-12-14", "1 unit"),
    ("2026-12-15", "3 head"), ("2026-12-22", "3 head"), ("2026-12-23", nil), ("2027-06-01", nil),
  ] as [(String, String?)])
func `the highest step that was reached is told, for some days`(_ on: String, _ said: String?)
  throws
{
  let step = ReminderLadder.standard.step(
    due: try day("2026-12-10"), opened: try day("2026-06-01"), on: try day(on))
  #expect(step.map { "\($0.days) \($0.whom)" } == said)
}

@Test(arguments: [
  // A Sunday, before the New Year: working days are counted around it.
  ("2027-01-03", "2026-12-25", "-5 unit"), ("2027-01-03", "2026-12-31", "-1 unit"),
  ("2027-01-03", "2027-01-03", "0 unit"), ("2027-01-03", "2027-01-04", "1 unit"),
  ("2027-01-03", "2027-01-06", "3 head"),
  // Over the lunar New Year.
  ("2026-02-13", "2026-02-13", "0 unit"), ("2026-02-13", "2026-02-20", "0 unit"),
  ("2026-02-13", "2026-02-23", "1 unit"),
])
func `days off are no steps`(_ due: String, _ on: String, _ said: String) throws {
  let step = ReminderLadder.standard.step(
    due: try day(due), opened: try day("2025-06-01"), on: try day(on))
  #expect(step.map { "\($0.days) \($0.whom)" } == said)
}

@Test func `a duty made after a step was reached is reminded of the next one only`() throws {
  let (due, opened) = (try day("2026-12-10"), try day("2026-12-07"))
  let ladder = ReminderLadder.standard
  #expect(ladder.step(due: due, opened: opened, on: try day("2026-12-08")) == nil)
  #expect(ladder.step(due: due, opened: opened, on: try day("2026-12-09"))?.days == -1)
}

@Test func `an office without steps reminds nobody, and the window holds every step`() throws {
  let none = ReminderLadder(before: [], onDay: false, after: [], headAfter: nil, digest: .none)
  let ladder = ReminderLadder(
    before: [20, 3], onDay: true, after: [2, 10], headAfter: 15, digest: .daily)
  let today = try day("2026-12-10")
  for offset in -80...80 {
    let due = today.adding(days: offset)
    let opened = try day("2025-01-01")
    #expect(none.step(due: due, opened: opened, on: today) == nil)
    if ladder.step(due: due, opened: opened, on: today) != nil {
      #expect(ladder.window(on: today).contains(due), "\(due.iso)")
    }
  }
}

@Test func `what an office types is read, and nonsense refused`() throws {
  let ladder = try ReminderLadder.read(
    before: "1, 10;5", onDay: false, after: " 2 ", headAfter: "", digest: "daily")
  #expect(
    ladder
      == ReminderLadder(
        before: [10, 5, 1], onDay: false, after: [2], headAfter: nil, digest: .daily)
  )
  for (before, after, head, digest) in [
    ("0", "", "", "none"), ("5 5", "", "", "none"), ("1 2 3 4 5 6", "", "", "none"),
    ("mai", "", "", "none"), ("", "61", "", "none"), ("", "", "1 2", "none"), ("", "", "", "x"),
    ("99999999999999999999", "", "", "none"),
  ] {
    #expect(throws: Refusal.self) {
      try ReminderLadder.read(
        before: before, onDay: true, after: after, headAfter: head, digest: digest)
    }
  }
}
