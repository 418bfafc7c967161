public import Rules
public import Store

/// Something that the worker is to do, or has done.
public struct QueuedJob: Sendable, Equatable {
  public enum State: String, CaseIterable, Sendable {
    case waiting
    case running
    case done
    /// Given up after too many tries, or because trying again cannot help.
    case failed
    /// Stopped where nobody knows whether it was done: a person decides.
    case doubtful
  }

  public let id: ID<QueuedJob>
  public let kind: String
  public let payload: String
  public let isPeriodic: Bool
  public let state: State
  /// Not before; while running, the end of the lease.
  public let due: Instant
  /// Tries since it last ended well, the running one included.
  public let attempts: Int
  public let madeAt: Instant
  public let endedAt: Instant?
  /// How the last try ended; nil before the first.
  public let isDone: Bool?
  /// What it did, or what went wrong.
  public let note: String

  static let columns: SQL = """
    id, kind, payload, is_periodic, state, due_at, attempts, made_at, ended_at, is_done, note
    """

  init(_ row: Row) throws {
    id = try row.get("id")
    kind = try row.get("kind")
    payload = try row.get("payload")
    isPeriodic = try row.get("is_periodic")
    state = try row.choice("state")
    due = try row.get("due_at")
    attempts = try row.get("attempts")
    madeAt = try row.get("made_at")
    endedAt = try row.get("ended_at")
    isDone = try row.get("is_done")
    note = try row.get("note")
  }
}

/// When a periodic job ended last, and how: for `soat doctor`.
public struct JobRun: Sendable, Equatable {
  public let name: String
  public let at: Instant
  public let isDone: Bool
  /// What it did, or what went wrong.
  public let note: String
}

public enum JobRuns {
  /// Of those periodic jobs that have ended once.
  public static func all(_ db: any Reader) throws -> [JobRun] {
    try db.rows(
      """
      SELECT kind, ended_at, is_done, note
      FROM job
      WHERE is_periodic = 1 AND ended_at IS NOT NULL
      ORDER BY kind
      """
    ).map { row in
      JobRun(
        name: try row.get("kind"), at: try row.get("ended_at"), isDone: try row.get("is_done"),
        note: try row.get("note"))
    }
  }
}
