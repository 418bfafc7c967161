public import Rules
public import Store

/// The jobs as those who run the office see them.
public struct JobPage: Sendable {
  public let jobs: [QueuedJob]
  /// The last one, where more follow.
  public let next: ID<QueuedJob>?
  /// How many there are in each state.
  public let counts: [QueuedJob.State: Int]
}

extension JobQueue {
  /// The newest first; all that are not done where `state` is nil. Needs `viewSettings` on the whole office.
  public static func list(
    _ state: QueuedJob.State?, before: ID<QueuedJob>? = nil, limit: Int = 50, _ db: any Reader,
    _ act: Act
  ) throws -> JobPage {
    try Rights.demand(.viewSettings, on: nil, db, act)
    let states = state.map { [$0] } ?? QueuedJob.State.allCases.filter { $0 != .done }
    let before: SQL = before.map { "AND id < \($0)" } ?? .empty
    let jobs = try db.rows(
      """
      SELECT \(QueuedJob.columns)
      FROM job
      WHERE state IN \(list: states.map(\.rawValue)) \(before)
      ORDER BY id DESC
      LIMIT \(limit + 1)
      """
    ).map(QueuedJob.init)
    return JobPage(
      jobs: Array(jobs.prefix(limit)), next: jobs.count > limit ? jobs[limit - 1].id : nil,
      counts: try counts(db))
  }

  public static func counts(_ db: any Reader) throws -> [QueuedJob.State: Int] {
    let rows = try db.rows("SELECT state, COUNT(*) AS jobs FROM job GROUP BY state")
    return Dictionary(
      try rows.map { (try $0.choice("state"), try $0.get("jobs")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Has a job that was given up, or is doubtful, tried again as if it were new.
  public static func retry(_ id: ID<QueuedJob>, _ db: any Writer, _ act: Act) throws {
    try settle(id, .waiting, "job.retry", db, act)
  }

  /// Has all that were given up tried again; how many they are. Doubtful ones are decided one by one.
  @discardableResult
  public static func retryFailed(_ db: any Writer, _ act: Act) throws -> Int {
    try Rights.demand(.changeSettings, on: nil, db, act)
    let count = try db.execute(
      "UPDATE job SET state = 'waiting', due_at = \(act.at), attempts = 0 WHERE state = 'failed'")
    guard count > 0 else { return 0 }
    try Audit.record(
      "job.retryFailed", of: Subject("job", ""), after: ["count": "\(count)"], db, act)
    return count
  }

  /// Leaves a job that was given up, or is doubtful, as it is: somebody has seen to it.
  public static func dismiss(_ id: ID<QueuedJob>, _ db: any Writer, _ act: Act) throws {
    try settle(id, .done, "job.dismiss", db, act)
  }

  private static func settle(
    _ id: ID<QueuedJob>, _ state: QueuedJob.State, _ action: String, _ db: any Writer, _ act: Act
  ) throws {
    try Rights.demand(.changeSettings, on: nil, db, act)
    let row = try db.row("SELECT \(QueuedJob.columns) FROM job WHERE id = \(id)")
    guard let job = try row.map(QueuedJob.init) else { throw Refusal.notFound }
    let count = try db.execute(
      """
      UPDATE job
      SET state = \(state.rawValue), due_at = \(act.at), attempts = 0, no_return = 0
      WHERE id = \(id) AND state IN ('failed', 'doubtful')
      """)
    guard count == 1 else {
      throw Refusal.conflict("Việc này không còn chờ người xử lý; có người đã xử lý trước đó.")
    }
    try Audit.record(
      action, of: Subject("job", id.text), before: ["state": job.state.rawValue, "note": job.note],
      after: ["kind": job.kind], db, act)
  }

  /// Forgets what was done before `time`; how many they were.
  public static func forget(doneBefore time: Instant, _ db: any Writer) throws -> Int {
    try db.execute("DELETE FROM job WHERE state = 'done' AND ended_at < \(time)")
  }
}
