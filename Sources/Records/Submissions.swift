public import Rules
public import Store

/// One sending of a form.
public enum Submission {}

/// Forms that were carried out: the same form sent again (a double click, a reload) changes nothing.
public enum Submissions {
  /// Where the first sending led; nil where this is the first.
  public static func outcome(
    of id: ID<Submission>, _ db: any Reader, _ act: Act
  ) throws -> String? {
    try db.row("SELECT path FROM submission WHERE id = \(id) AND sender = \(sender(act))")?
      .get("path")
  }

  public static func remember(
    _ id: ID<Submission>, _ path: String, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      INSERT INTO submission (id, sender, at, path)
      VALUES (\(id), \(sender(act)), \(act.at), \(path))
      """)
  }

  /// Forgets those before `time`; a page stays open for a working day or two, not longer.
  public static func forget(before time: Instant, _ db: any Writer) throws {
    try db.execute("DELETE FROM submission WHERE at < \(time)")
  }

  private static func sender(_ act: Act) -> String { act.actor.account?.text ?? "" }
}
