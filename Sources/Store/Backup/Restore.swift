extension Store {
  /// Brings the office of a backup into an empty database, whichever engine either has: all or nothing.
  ///
  /// `migrations` are those of this program; those that the backup had are applied, not more (`migrate` does
  /// that afterwards). Throws where the backup is damaged, before anything is written; where the database is not
  /// empty; `StoreError.newerSchema` and `.changedMigration` as `migrate` does.
  public func restore(
    from path: String, migrations: [Migration]
  ) async throws -> BackupSummary {
    _ = try await onThread { try Backup.check(path) }
    let steps = MigrationStep.all(migrations, for: engine)
    try await prepare()
    return try await write { db in
      guard try Catalogue.tables(db).isEmpty else {
        throw StoreError.failed(
          code: "restore", message: "the database is not empty", statement: "")
      }
      guard let db = db as? WriteScope else { throw BackupFormat.damaged }
      var restoration = Restoration(db: db, steps: steps)
      let result = try summary(of: BackupReader(path)) { try restoration.take($0) }
      try restoration.finish()
      return result
    }
  }
}

/// One restoring transaction: the schema first, then table by table without foreign keys, which are checked
/// all at once at the end, so that the order of tables and rows does not matter.
private struct Restoration {
  let db: WriteScope
  let steps: [MigrationStep]
  private var applied = 0
  private var isLoading = false
  private var target: (table: String, columns: [String])?
  private var waiting: [[Value]] = []
  private var waitingSize = 0
  private var foreignKeys: [(table: String, name: String, text: String)] = []

  init(db: WriteScope, steps: [MigrationStep]) {
    self.db = db
    self.steps = steps
  }

  mutating func take(_ part: BackupPart) throws {
    switch part {
    case .migration(let name, let checksum, let instant):
      try apply(name, checksum, instant)
    case .table(let table, let columns):
      try startLoading()
      // The names go into statements, so they must be names the schema has.
      guard try Catalogue.tables(db).contains(table),
        Set(columns).isSubset(of: try Catalogue.columns(table, db))
      else { throw BackupFormat.damaged }
      target = (table, columns)
    case .row(let values):
      waiting.append(values)
      waitingSize += 40 + values.reduce(0) { $0 + $1.size }
      if waitingSize > 1 << 20 { try flush() }
    case .tableEnd: try flush()
    }
  }

  mutating func finish() throws {
    try startLoading()
    for key in foreignKeys {
      try db.execute(.script("ALTER TABLE \(key.table) ADD CONSTRAINT \(key.name) \(key.text)"))
    }
    guard db.engine == .postgres else {
      guard try db.rows("PRAGMA foreign_key_check").isEmpty else { throw BackupFormat.damaged }
      return
    }
    for table in try Catalogue.tables(db) { try db.execute(.script("ANALYZE \"\(table)\"")) }
  }

  private mutating func apply(_ name: String, _ checksum: String, _ instant: Int64) throws {
    if applied == 0 { try MigrationStep.makeTable(db) }
    guard applied < steps.count, steps.contains(where: { $0.name == name }) else {
      throw StoreError.newerSchema(
        found: MigrationStep.number(name),
        known: steps.last.map { MigrationStep.number($0.name) } ?? 0)
    }
    guard steps[applied].name == name, steps[applied].checksum == checksum else {
      throw StoreError.changedMigration(name)
    }
    try steps[applied].apply(db, at: instant)
    applied += 1
  }

  /// Frees the tables of foreign keys and of rows that the schema itself put there.
  private mutating func startLoading() throws {
    guard !isLoading else { return }
    isLoading = true
    if db.engine == .sqlite {
      try db.execute(.script("PRAGMA defer_foreign_keys = ON"))
    } else {
      foreignKeys = try Catalogue.foreignKeys(db)
      for key in foreignKeys {
        try db.execute(.script("ALTER TABLE \(key.table) DROP CONSTRAINT \(key.name)"))
      }
    }
    for table in try Catalogue.tables(db) where table != "schema_migration" {
      try db.execute(.script("DELETE FROM \"\(table)\""))
    }
  }

  private mutating func flush() throws {
    if let target, !waiting.isEmpty {
      try db.load("\"\(target.table)\"", target.columns.map { "\"\($0)\"" }, waiting)
    }
    waiting = []
    waitingSize = 0
  }
}

extension Value {
  /// About how many bytes it takes.
  fileprivate var size: Int {
    switch self {
    case .null, .integer, .real: 16
    case .text(let text): 16 + text.utf8.count
    case .bytes(let bytes): 16 + bytes.count
    }
  }
}
