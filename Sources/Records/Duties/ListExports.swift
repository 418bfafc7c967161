public import Store

/// Who took a list away as a file.
public enum ListExports {
  public enum List: Sendable {
    case duties
    case plans
  }

  /// `question` says what the list was narrowed to, never what stood in it.
  public static func record(
    _ list: List, of question: String, _ file: String, _ count: Int, _ db: any Writer, _ act: Act
  ) throws {
    let facts: Facts = ["question": question, "file": file, "rows": String(count)]
    switch list {
    case .duties:
      try Audit.record("duty.export", of: Subject("duty", ""), after: facts, db, act)
    case .plans:
      try Audit.record("plan.export", of: Subject("plan", ""), after: facts, db, act)
    }
  }
}
