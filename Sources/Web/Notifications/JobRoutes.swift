internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// What the system does by itself, for those who run it.
enum JobRoutes {
  static let all: [Route] = [
    .get(NoticePath.jobs, .may(.viewSettings)) { call in
      let state = call.query["state"].flatMap { QueuedJob.State(rawValue: $0) }
      let before = call.query["before"].flatMap { ID<QueuedJob>($0) }
      let page = try await call.read { db, act in
        try JobQueue.list(state, before: before, db, act)
      }
      return try call.page(JobsPage(page, state, isFirst: before == nil, call))
    },
    .post(NoticePath.retryFailed, .may(.changeSettings)) { call in
      try await call.change { db, act in
        try JobQueue.retryFailed(db, act)
        return NoticePath.jobs + "?notice=jobsRetried"
      }
    },
    settle("retry", "jobRetried") { try JobQueue.retry($0, $1, $2) },
    settle("dismissal", "jobDismissed") { try JobQueue.dismiss($0, $1, $2) },
  ]

  private static func settle(
    _ word: String, _ notice: String,
    _ work: @escaping @Sendable (ID<QueuedJob>, any Writer, Act) throws -> Void
  ) -> Route {
    .post(NoticePath.jobs + "/{job}/" + word, .may(.changeSettings)) { call in
      let id = try call.id("job", of: QueuedJob.self)
      return try await call.change { db, act in
        try work(id, db, act)
        return NoticePath.jobs + "?notice=" + notice
      }
    }
  }
}

/// The queue of jobs.
struct JobsPage: Page {
  static let template = "jobs"
  static let sample = JobsPage(
    title: "Việc của hệ thống", lead: "2 việc cần người xử lý", mayChange: true,
    mayRetry: true, state: .sample,
    rows: [.sample], none: .sample, more: .sample)
  let title: String
  let lead: String
  let mayChange: Bool
  /// Some were given up.
  let mayRetry: Bool
  let state: Field
  let rows: [Row]
  let none: EmptyCard?
  let more: More?

  struct Row: Encodable, Sendable {
    static let sample = Row(
      name: "Gửi thư", made: "20/11/2026 08:15", state: .sample, due: "20/11/2026 08:20",
      attempts: "2", note: "SMTP 450", ended: "20/11/2026 08:16", retry: "/jobs/01/retry",
      dismissal: "/jobs/01/dismissal")
    let name: String
    let made: String
    let state: StateMark
    /// When it is tried next; nil where it is not.
    let due: String?
    let attempts: String
    let note: String?
    let ended: String?
    /// Where somebody has to decide.
    let retry: String?
    let dismissal: String?
  }
}

extension JobsPage {
  init(_ page: JobPage, _ state: QueuedJob.State?, isFirst: Bool, _ call: Call) {
    let language = call.language
    let open = (page.counts[.failed] ?? 0) + (page.counts[.doubtful] ?? 0)
    title = language.text("jobs.title")
    lead = open == 0 ? language.text("jobs.well") : language.text("jobs.open", open)
    let mayChange = call.visitor.session?.mayInWholeOffice(.changeSettings) ?? false
    self.mayChange = mayChange
    mayRetry = mayChange && (page.counts[.failed] ?? 0) > 0
    self.state = call.filter(
      "state",
      [("", language.text("jobs.state.unfinished"))]
        + QueuedJob.State.allCases.map {
          (
            $0.rawValue,
            language.text("jobs.state." + $0.rawValue) + " (\(page.counts[$0] ?? 0))"
          )
        })
    rows = page.jobs.map { Row($0, mayChange: mayChange, language) }
    none =
      page.jobs.isEmpty
      ? EmptyCard(
        title: language.text("jobs.none"), text: language.text("jobs.noneHint"), action: nil) : nil
    more = .of(
      first: isFirst ? nil : NoticePath.jobs(state),
      next: page.next.map { NoticePath.jobs(state, before: $0) })
  }
}

extension JobsPage.Row {
  init(_ job: QueuedJob, mayChange: Bool, _ language: Language) {
    let kind =
      switch job.state {
      case .waiting: job.isDone == false ? "soon" : "wait"
      case .running: "wait"
      case .done: "done"
      case .failed: "late"
      case .doubtful: "unsure"
      }
    let isOpen = mayChange && [.failed, .doubtful].contains(job.state)
    let key = "jobs.kind." + job.kind
    self.init(
      name: Texts.of(language)[key] ?? job.kind, made: job.madeAt.shown,
      state: StateMark(kind: kind, text: language.text("jobs.state." + job.state.rawValue)),
      due: job.state == .waiting ? job.due.shown : nil, attempts: String(job.attempts),
      note: job.note.isEmpty ? nil : language.say(kept: job.note), ended: job.endedAt?.shown,
      retry: isOpen ? NoticePath.retry(job.id) : nil,
      dismissal: isOpen ? NoticePath.dismissal(job.id) : nil)
  }
}
