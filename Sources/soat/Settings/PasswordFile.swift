import Foundation

/// A file that holds a password in its first line.
enum PasswordFile {
  /// Empty where the file is. Throws `CommandFailure` (78) where it cannot be read.
  static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.settings("không đọc được tệp mật khẩu “\(path)”.")
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
      .map(String.init) ?? ""
  }
}
