/// What there is in the database, asked of the engine itself.
enum Catalogue {
  /// The end of the names of tables that triggers fill from others: no backup holds them.
  static let made = "_tally"

  /// The names of the tables, in order; without those of the engine and of the store's own machinery.
  static func tables(_ db: any Reader) throws -> [String] {
    let sql: SQL =
      switch db.engine {
      case .sqlite:
        """
        SELECT name
        FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
        """
      case .postgres:
        """
        SELECT tablename::text AS name
        FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> 'store_turn'
        """
      }
    return try db.rows(sql).map { try $0.get("name", as: String.self) }.sorted()
  }

  static func columns(_ table: String, _ db: any Reader) throws -> Set<String> {
    let sql: SQL =
      switch db.engine {
      case .sqlite: "SELECT name FROM pragma_table_info(\(table))"
      case .postgres:
        """
        SELECT column_name::text AS name
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(table)
        """
      }
    return Set(try db.rows(sql).map { try $0.get("name", as: String.self) })
  }

  /// The foreign keys of PostgreSQL as statements make them: quoted table and name, and the text after them.
  static func foreignKeys(
    _ db: any Reader
  ) throws -> [(table: String, name: String, text: String)] {
    try db.rows(
      """
      SELECT quote_ident(t.relname) AS tab, quote_ident(c.conname) AS name,
        pg_get_constraintdef(c.oid) AS text
      FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE c.contype = 'f' AND n.nspname = current_schema()
      ORDER BY t.relname, c.conname
      """
    ).map { try ($0.get("tab"), $0.get("name"), $0.get("text")) }
  }
}

extension Store {
  /// What the engine finds wrong with the database, in its own words; empty where all is well. Reads everything.
  public func integrity() async throws -> [String] {
    try await read { db in
      switch db.engine {
      case .sqlite:
        let pages = try db.rows("PRAGMA integrity_check(20)").map { row in
          try row.get("integrity_check", as: String.self)
        }
        let keys = try db.rows("PRAGMA foreign_key_check").prefix(20).map { row in
          "\(try row.get("table", as: String.self)): a row refers to nothing"
        }
        return pages.filter { $0 != "ok" } + keys
      case .postgres:
        for table in try Catalogue.tables(db) {
          _ = try db.rows(.script("SELECT COUNT(t.*) AS n FROM \"\(table)\" t"))
        }
        return try db.rows(
          """
          SELECT 'index ' || c.relname AS finding
          FROM pg_index i
          JOIN pg_class c ON c.oid = i.indexrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE NOT i.indisvalid AND n.nspname = current_schema()
          UNION ALL
          SELECT 'constraint ' || c.conname
          FROM pg_constraint c
          JOIN pg_namespace n ON n.oid = c.connamespace
          WHERE NOT c.convalidated AND n.nspname = current_schema()
          """
        ).map { try $0.get("finding", as: String.self) + " is not valid" }
      }
    }
  }
}
