internal import Records
internal import Rules

/// Addresses of notices, of the steps of reminding, and of the system's jobs.
enum NoticePath {
  static let all = "/notices"
  /// Where all are marked as read.
  static let reading = "/notices/reading"
  static let mail = "/notices/mail"
  static let reminders = "/reminders"
  static let jobs = "/jobs"

  static func list(unreadOnly: Bool, before: ID<Notice>? = nil) -> String {
    all + Fields.query([("show", unreadOnly ? "unread" : nil), ("before", before?.text)])
  }

  static func reading(_ id: ID<Notice>) -> String { "\(all)/\(id)/reading" }

  static func jobs(_ state: QueuedJob.State?, before: ID<QueuedJob>? = nil) -> String {
    jobs + Fields.query([("state", state?.rawValue), ("before", before?.text)])
  }

  /// Where all that were given up are tried again.
  static let retryFailed = "/jobs/retry"

  static func retry(_ id: ID<QueuedJob>) -> String { "\(jobs)/\(id)/retry" }
  static func dismissal(_ id: ID<QueuedJob>) -> String { "\(jobs)/\(id)/dismissal" }

  /// The page of what a notice is about.
  static func page(of subject: Subject) -> String {
    switch subject.kind {
    case "duty": ID<Duty>(subject.id).map { DutyPath.duty($0) } ?? all
    case "plan": ID<OfficePlan>(subject.id).map { PlanPath.plan($0) } ?? all
    case "duties": DutyPath.list(.all, [("due", subject.id)])
    default: AuditPath.page(of: subject) ?? all
    }
  }
}
