public import Rules
public import Store

/// The queue of what is to be done beside requests. A worker takes a job for the time of a lease that it prolongs
/// while it works; where it is killed, the lease ends and another worker takes the job.
public enum JobQueue {
  /// Puts a job into the queue, in the transaction of what makes it necessary.
  @discardableResult
  public static func add(
    _ kind: String, _ payload: String, _ db: any Writer, _ act: Act
  ) throws -> ID<QueuedJob> {
    let id = act.newID(QueuedJob.self)
    try db.copyIn("job", columns, [values(id, kind, payload, isPeriodic: false, due: act.at)])
    return id
  }

  /// The same for many payloads.
  static func add(
    _ kind: String, _ payloads: [String], _ db: any Writer, _ act: Act
  ) throws {
    let rows = payloads.map {
      values(act.newID(), kind, $0, isPeriodic: false, due: act.at)
    }
    if !rows.isEmpty { try db.copyIn("job", columns, rows) }
  }

  private static let columns: [StaticString] = [
    "id", "kind", "payload", "is_periodic", "state", "due_at", "made_at",
  ]

  private static func values(
    _ id: ID<QueuedJob>, _ kind: String, _ payload: String, isPeriodic: Bool, due: Instant
  ) -> [Value] {
    [
      id.columnValue, .text(kind), .text(payload), isPeriodic.columnValue,
      .text(QueuedJob.State.waiting.rawValue), due.columnValue, due.columnValue,
    ]
  }

  /// Whether the periodic jobs do not stand in the queue as `arrange` would have them.
  public static func needsArranging(
    _ latest: [String: Instant], _ db: any Reader
  ) throws -> Bool {
    let found = try periodic(db)
    return latest.contains { kind, time in
      guard let job = found[kind] else { return true }
      return job.state == .waiting && job.due > time
    }
  }

  /// Sees to it that each periodic job stands in the queue once, due now where it is new. None waits longer than
  /// until its time in `latest`, as it would where a clock was set back.
  public static func arrange(
    _ latest: [String: Instant], _ db: any Writer, _ act: Act
  ) throws {
    let found = try periodic(db)
    let new = latest.keys.filter { found[$0] == nil }.sorted()
    let rows = new.map { values(act.newID(), $0, "", isPeriodic: true, due: act.at) }
    if !rows.isEmpty { try db.copyIn("job", columns, rows) }
    for (kind, time) in latest where found[kind].map({ $0.due > time }) ?? false {
      try db.execute(
        """
        UPDATE job SET due_at = \(act.at)
        WHERE kind = \(kind) AND is_periodic = 1 AND state = 'waiting' AND due_at > \(time)
        """)
    }
  }

  private static func periodic(_ db: any Reader) throws -> [String: QueuedJob] {
    let jobs = try db.rows("SELECT \(QueuedJob.columns) FROM job WHERE is_periodic = 1")
      .map(QueuedJob.init)
    return Dictionary(jobs.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether there is anything to take: asked before `take`, which writes.
  public static func isDue(_ kinds: [String], _ db: any Reader, now: Instant) throws -> Bool {
    try db.row("SELECT j.id FROM job j WHERE \(due(kinds, now)) LIMIT 1") != nil
  }

  /// Takes the job that has waited longest, until `end`; nil where none is due. What another worker left past the
  /// point of no return becomes doubtful instead of being done again.
  public static func take(
    _ kinds: [String], owner: String, until end: Instant, _ db: any Writer, now: Instant
  ) throws -> QueuedJob? {
    try db.execute(
      """
      UPDATE job
      SET state = 'doubtful', owner = NULL, ended_at = \(now), is_done = 0, note = \(stopped)
      WHERE state = 'running' AND due_at <= \(now) AND no_return = 1
        AND kind IN \(list: kinds)
      """)
    return try db.row(
      """
      UPDATE job
      SET state = 'running', owner = \(owner), due_at = \(end), attempts = attempts + 1
      WHERE id = (
        SELECT j.id FROM job j WHERE \(due(kinds, now)) ORDER BY j.due_at, j.id LIMIT 1
      )
      RETURNING \(QueuedJob.columns)
      """
    ).map(QueuedJob.init)
  }

  /// Said of what was killed past the point of no return.
  private static let stopped =
    "Máy chủ dừng đúng lúc đang gửi nên không rõ đã gửi xong hay chưa."

  private static func due(_ kinds: [String], _ now: Instant) -> SQL {
    """
    j.state IN ('waiting', 'running') AND j.due_at <= \(now) AND j.kind IN \(list: kinds)
    """
  }
}

extension JobQueue {
  /// Prolongs the lease; false where the job is the owner's no longer.
  public static func keep(
    _ id: ID<QueuedJob>, owner: String, until end: Instant, _ db: any Writer
  ) throws -> Bool {
    try db.execute("UPDATE job SET due_at = \(end) WHERE \(held(id, owner))") == 1
  }

  /// To be called just before what can be neither undone nor asked about; false where it must not be done, as the
  /// job is the owner's no longer.
  public static func passReturn(
    _ id: ID<QueuedJob>, owner: String, _ db: any Writer
  ) throws -> Bool {
    try db.execute("UPDATE job SET no_return = 1 WHERE \(held(id, owner))") == 1
  }

  /// It is done. `next`: when a periodic one comes again.
  public static func finish(
    _ id: ID<QueuedJob>, owner: String, _ note: String, next: Instant? = nil, _ db: any Writer,
    now: Instant
  ) throws {
    try end(id, owner, next == nil ? .done : .waiting, true, note, next, db, now)
  }

  /// It was not done. `next`: when it is tried again; nil: never.
  public static func fail(
    _ id: ID<QueuedJob>, owner: String, _ note: String, next: Instant?, _ db: any Writer,
    now: Instant
  ) throws {
    try end(id, owner, next == nil ? .failed : .waiting, false, note, next, db, now)
  }

  /// Nobody knows whether it was done.
  public static func doubt(
    _ id: ID<QueuedJob>, owner: String, _ note: String, _ db: any Writer, now: Instant
  ) throws {
    try end(id, owner, .doubtful, false, note, nil, db, now)
  }

  private static func end(
    _ id: ID<QueuedJob>, _ owner: String, _ state: QueuedJob.State, _ isDone: Bool,
    _ note: String, _ next: Instant?, _ db: any Writer, _ now: Instant
  ) throws {
    try db.execute(
      """
      UPDATE job
      SET state = \(state.rawValue), due_at = COALESCE(\(next), due_at), owner = NULL,
        no_return = 0, attempts = CASE WHEN \(isDone) = 1 THEN 0 ELSE attempts END,
        ended_at = \(now), is_done = \(isDone), note = \(String(note.prefix(500)))
      WHERE \(held(id, owner))
      """)
  }

  private static func held(_ id: ID<QueuedJob>, _ owner: String) -> SQL {
    "id = \(id) AND owner = \(owner) AND state = 'running'"
  }
}
