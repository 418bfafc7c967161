public import Rules
public import Store

/// When each periodic job ran last, and how it ended: for the worker and for `soat doctor`.
public struct JobRun: Sendable, Equatable {
  public let name: String
  public let at: Instant
  public let isDone: Bool
  /// What it did, or what went wrong.
  public let note: String
}

public enum JobRuns {
  public static func all(_ db: any Reader) throws -> [JobRun] {
    try db.rows("SELECT name, at, is_done, note FROM job_run ORDER BY name").map { row in
      JobRun(
        name: try row.get("name"), at: try row.get("at"), isDone: try row.get("is_done"),
        note: try row.get("note"))
    }
  }

  /// Replaces what was noted of the job before.
  public static func note(
    _ name: String, isDone: Bool, _ note: String, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      INSERT INTO job_run (name, at, is_done, note)
      VALUES (\(name), \(act.at), \(isDone), \(note))
      ON CONFLICT (name) DO UPDATE
      SET at = excluded.at, is_done = excluded.is_done, note = excluded.note
      """)
  }
}
