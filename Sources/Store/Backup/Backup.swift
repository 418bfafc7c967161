/// What a backup holds.
public struct BackupSummary: Sendable, Equatable {
  /// When it was made, in milliseconds since 1970.
  public let instant: Int64
  /// The steps of the schema that were applied, in order.
  public let migrations: [String]
  /// How many rows each table has.
  public let rows: [String: Int]
}

extension Store {
  /// Writes everything the office has into one file, as of one moment and while others go on; `instant` is now.
  /// The file is of the same form for both engines. What was under `path` before is replaced only at the end.
  public func backUp(to path: String, at instant: Int64) async throws -> BackupSummary {
    try await read { db in
      let file = try BackupWriter(path)
      do {
        let summary = try writeAll(db, to: file, at: instant)
        try file.finish()
        return summary
      } catch {
        file.abandon()
        throw error
      }
    }
  }
}

/// A backup as a file, without a database.
public enum Backup {
  /// Reads a backup to its end; throws where it is damaged, cut off or none.
  public static func check(_ path: String) throws -> BackupSummary {
    try summary(of: BackupReader(path)) { _ in }
  }
}

private func writeAll(
  _ db: any Reader, to file: BackupWriter, at instant: Int64
) throws -> BackupSummary {
  guard let db = db as? any StreamingReader else { throw BackupFormat.damaged }
  let migrations = try db.rows(
    "SELECT name, checksum, applied_at FROM schema_migration ORDER BY name")
  for row in migrations { try file.write(.migration, row.values) }
  var counts: [String: Int] = [:]
  for table in try Catalogue.tables(db)
  where table != "schema_migration" && !table.hasSuffix(Catalogue.made) {
    var count = 0
    try db.each(.script("SELECT * FROM \"\(table)\"")) { row in
      if count == 0 {
        try file.write(.table, ([table] + row.columns.names).map { .text($0) })
      }
      try file.write(.row, row.values)
      count += 1
    }
    if count == 0 { try file.write(.table, [.text(table)]) }
    try file.write(.tableEnd, [.integer(Int64(count))])
    counts[table] = count
  }
  let total = counts.values.reduce(0, +)
  try file.write(
    .end, [.integer(instant), .integer(Int64(counts.count)), .integer(Int64(total))])
  return BackupSummary(
    instant: instant, migrations: try migrations.map { try $0.get("name") }, rows: counts)
}

/// What a reader of a backup meets, in the order of the file.
enum BackupPart {
  case migration(name: String, checksum: String, instant: Int64)
  case table(String, columns: [String])
  case row([Value])
  case tableEnd
}

/// Goes through a backup and checks that its parts stand in order and its counts are right.
func summary(
  of file: BackupReader, _ visit: (BackupPart) throws -> Void
) throws -> BackupSummary {
  var migrations: [String] = []
  var rows: [String: Int] = [:]
  var open: (table: String, columns: Int, count: Int)?
  while true {
    let (kind, values) = try file.next()
    switch (kind, open) {
    case (.migration, nil):
      guard values.count == 3, let name = String(values[0]), let checksum = String(values[1]),
        let instant = Int64(values[2]), rows.isEmpty
      else { throw BackupFormat.damaged }
      migrations.append(name)
      try visit(.migration(name: name, checksum: checksum, instant: instant))
    case (.table, nil):
      let names = values.compactMap { String($0) }
      guard let table = names.first, names.count == values.count, rows[table] == nil else {
        throw BackupFormat.damaged
      }
      open = (table, names.count - 1, 0)
      try visit(.table(table, columns: Array(names.dropFirst())))
    case (.row, let table?):
      guard values.count == table.columns else { throw BackupFormat.damaged }
      open?.count += 1
      try visit(.row(values))
    case (.tableEnd, let table?):
      guard values == [.integer(Int64(table.count))] else { throw BackupFormat.damaged }
      rows[table.table] = table.count
      open = nil
      try visit(.tableEnd)
    case (.end, nil):
      let total = rows.values.reduce(0, +)
      guard values.count == 3, let instant = Int64(values[0]),
        values[1...] == [.integer(Int64(rows.count)), .integer(Int64(total))]
      else { throw BackupFormat.damaged }
      return BackupSummary(instant: instant, migrations: migrations, rows: rows)
    default: throw BackupFormat.damaged
    }
  }
}
