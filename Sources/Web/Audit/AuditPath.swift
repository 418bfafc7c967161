internal import Records
internal import Rules

/// Addresses of the audit log.
enum AuditPath {
  static let log = "/audit"
  static let export = "/audit/export"

  /// The log about one thing, as those who read the log of `unit` (nil: of the whole office) see it.
  static func about(_ subject: Subject, unit: ID<Unit>? = nil) -> String {
    log + Fields.query([("subject", subject.kind + ":" + subject.id), ("unit", unit?.text)])
  }

  /// What is recorded for one unit.
  static func of(_ unit: ID<Unit>) -> String { log + Fields.query([("unit", unit.text)]) }

  /// The page of a thing that entries are about; nil where it has none.
  static func page(of subject: Subject) -> String? {
    switch subject.kind {
    case "account": AccountsPath.one(subject.id)
    case "unit": ID<Unit>(subject.id).map { OrganisationPath.unit($0) }
    case "person": ID<Person>(subject.id).map { OrganisationPath.person($0) }
    case "job": NoticePath.jobs
    case "reminders": NoticePath.reminders
    case "evidence": ID<Evidence>(subject.id).map { EvidencePath.piece($0) }
    default: nil
    }
  }
}
