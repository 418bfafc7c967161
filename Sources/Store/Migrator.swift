internal import Crypto
internal import Foundation

/// One step of the schema: its number and name ("0001_audit"), and its text.
///
/// The text is written with the types TEXT, INTEGER, REAL and BLOB for both engines. A step named like another
/// with `.postgres` at the end is its twin: the text for PostgreSQL where the two cannot share one.
public struct Migration: Sendable {
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// A step as an engine is to carry it out.
struct MigrationStep: Sendable {
  let name: String
  /// SHA-256 over the texts for both engines, so that it is the same in a backup of either.
  let checksum: String
  let statements: [String]

  /// The steps in order of their names, twins joined.
  static func all(_ migrations: [Migration], for engine: Engine) -> [MigrationStep] {
    let suffix = ".postgres"
    let twins = Dictionary(
      migrations.filter { $0.name.hasSuffix(suffix) }.map {
        ($0.name.dropLast(suffix.count), $0.text)
      },
      uniquingKeysWith: { first, _ in first })
    return migrations.filter { !$0.name.hasSuffix(suffix) }.sorted { $0.name < $1.name }.map {
      step in
      let twin = twins[step.name[...]]
      let text = engine == .postgres ? twin ?? step.text : step.text
      return MigrationStep(
        name: step.name, checksum: digest(step.text + (twin.map { "\u{0}" + $0 } ?? "")),
        statements: SQLScript(text).statements(for: engine))
    }
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func makeTable(_ db: any Writer) throws {
    for statement in SQLScript(migrationTable).statements(for: db.engine) {
      try db.execute(.script(statement))
    }
  }

  func apply(_ db: any Writer, at instant: Int64) throws {
    for statement in statements { try db.execute(.script(statement)) }
    try db.execute(
      """
      INSERT INTO schema_migration (name, checksum, applied_at)
      VALUES (\(name), \(checksum), \(instant))
      """)
  }

  /// The number a name begins with.
  static func number(_ name: String) -> Int { Int(name.prefix { $0.isNumber }) ?? 0 }
}

extension Store {
  /// Applies what is not yet applied, in order, each in a transaction of its own. `instant` is now, in
  /// milliseconds since 1970.
  ///
  /// A SQLite file that holds something is copied beside itself before. Throws `StoreError.newerSchema` where
  /// the database holds steps that this program does not know, `.changedMigration` where one was edited.
  public func migrate(_ migrations: [Migration], at instant: Int64 = 0) async throws {
    let steps = MigrationStep.all(migrations, for: engine)
    try await prepare()
    try await write { try MigrationStep.makeTable($0) }
    let pending = try await read { try pendingSteps(steps, $0) }
    guard let first = pending.first else { return }
    if pending.count < steps.count { _ = try await keepCopy(before: first.name) }
    for step in pending {
      try await write { db in
        // Another process may have been quicker.
        guard try pendingSteps(steps, db).first?.name == step.name else { return }
        try step.apply(db, at: instant)
      }
    }
  }

  /// The names of the steps that `migrate` would apply; all where the database is empty. Throws as `migrate`.
  public func pendingMigrations(_ migrations: [Migration]) async throws -> [String] {
    let steps = MigrationStep.all(migrations, for: engine)
    return try await read { db in
      guard try Catalogue.tables(db).contains("schema_migration") else { return steps.map(\.name) }
      return try pendingSteps(steps, db).map(\.name)
    }
  }
}

private let migrationTable = """
  CREATE TABLE IF NOT EXISTS schema_migration (
    name TEXT NOT NULL PRIMARY KEY,
    checksum TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  )
  """

/// The steps not applied yet, after a look at those that are.
private func pendingSteps(_ steps: [MigrationStep], _ db: any Reader) throws -> [MigrationStep] {
  let applied = try db.rows("SELECT name, checksum FROM schema_migration ORDER BY name")
  for (index, row) in applied.enumerated() {
    let name: String = try row.get("name")
    guard let step = steps.first(where: { $0.name == name }) else {
      throw StoreError.newerSchema(
        found: MigrationStep.number(name),
        known: steps.last.map { MigrationStep.number($0.name) } ?? 0)
    }
    guard try row.get("checksum") == step.checksum, steps[index].name == name else {
      throw StoreError.changedMigration(name)
    }
  }
  return Array(steps.dropFirst(applied.count))
}
