import Foundation
import Records
import Store

/// Where the database is: a file in the data folder, or a server.
enum DatabasePlace {
  static func isServer(_ database: String) -> Bool {
    database.hasPrefix("postgres://") || database.hasPrefix("postgresql://")
  }

  /// The data folder; with a server it has to be named.
  static func folder(_ settings: Settings) throws -> DataFolder {
    let database = settings.text(.database) ?? ""
    if let path = settings.text(.data) { return DataFolder(path: path) }
    guard !isServer(database) else {
      throw CommandFailure.settings(
        "với PostgreSQL cần nêu thư mục dữ liệu (tệp, mốc nhật ký, khóa): --data THƯ-MỤC.")
    }
    guard !database.contains("://") else {
      throw CommandFailure.settings(
        "không dùng được cơ sở dữ liệu “\(Setting.database.shown(database))”. "
          + "Hãy nêu một thư mục hoặc postgres://người-dùng@máy/tên.")
    }
    return DataFolder(path: database)
  }

  static func store(_ settings: Settings, _ folder: DataFolder) async throws -> any Store {
    let database = settings.text(.database) ?? ""
    guard !isServer(database) else {
      throw CommandFailure.settings("chương trình này chưa nối được PostgreSQL.")
    }
    return try SQLiteStore(path: folder.database)
  }

  /// Applies what is pending.
  static func bringUpToDate(_ store: any Store, making: Bool) async throws {
    let isEmpty = try await store.read { db in
      try db.rows("SELECT name FROM sqlite_master WHERE name = 'audit_entry'").isEmpty
    }
    if isEmpty, making { try await store.migrate(Schema.migrations) }
  }
}
