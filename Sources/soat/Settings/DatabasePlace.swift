import Foundation
import Records
import Rules
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
    guard isServer(database) else { return try SQLiteStore(path: folder.database) }
    let url = try address(database, password(settings))
    return try PostgresStore(url: url, schema: settings.text(.schema))
  }

  /// Applies what is pending where that is asked for; otherwise refuses to work on an older schema.
  static func bringUpToDate(_ store: any Store, making: Bool) async throws {
    if making { return try await store.migrate(Schema.migrations, at: Instant.now.milliseconds) }
    let pending = try await store.pendingMigrations(Schema.migrations)
    guard pending.isEmpty else {
      throw CommandFailure.settings(
        "cơ sở dữ liệu còn \(pending.count) bước nâng cấp chưa chạy. Hãy chạy “soat serve” của "
          + "phiên bản này trước.")
    }
  }

  private static func password(_ settings: Settings) throws -> String? {
    if let password = settings.text(.databasePassword) { return password }
    let password = try settings.text(.databasePasswordFile).map(PasswordFile.read)
    return password == "" ? nil : password
  }

  /// Puts the password behind the user's name.
  static func address(_ url: String, _ password: String?) throws -> String {
    guard let password, let start = url.firstRange(of: "://")?.upperBound else { return url }
    let authority = url[start...].prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@"), !authority[..<at].contains(":") else {
      throw CommandFailure.settings(
        "có mật khẩu PostgreSQL nhưng địa chỉ thiếu tên người dùng hoặc đã có mật khẩu. "
          + "Hãy viết postgres://người-dùng@máy/tên.")
    }
    let safe = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."~"))
    let quoted = password.addingPercentEncoding(withAllowedCharacters: safe) ?? ""
    return url[..<at] + ":" + quoted + url[at...]
  }
}
