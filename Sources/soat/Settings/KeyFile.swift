import Foundation
import Records

/// `secrets/keys`: the office's two keys, 32 bytes each, as lines `audit <64 hex digits>` and `seal <…>`.
enum KeyFile {
  /// Throws `CommandFailure` (78) where the file is missing, malformed, or open to others than its owner.
  static func read(_ path: String) throws -> Keys {
    var state = stat()
    guard stat(path, &state) == 0 else {
      throw CommandFailure.settings(
        "không thấy tệp khóa “\(path)”. Hãy khôi phục nó từ bản sao lưu khóa.")
    }
    guard state.st_mode & 0o077 == 0 else {
      throw CommandFailure.settings(
        "tệp khóa “\(path)” để người khác đọc được. Hãy chạy: chmod 600 “\(path)”; "
          + "nếu ngờ đã lộ khóa, xem docs/threat-model.md.")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.settings("không đọc được tệp khóa “\(path)”.")
    }
    return try keys(String(decoding: data, as: UTF8.self), path)
  }

  /// Makes a new file, mode 0600, durable before this returns; one that is there is left as it is.
  static func make(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    var generator = SystemRandomNumberGenerator()
    func line(_ name: String) -> String {
      let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      return name + " " + Hex.text(bytes) + "\n"
    }
    try DurableFile.create(path, Array((line("audit") + line("seal")).utf8), mode: 0o600)
  }

  private static func keys(_ text: String, _ path: String) throws -> Keys {
    var found: [Substring: [UInt8]] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, found[words[0]] == nil, let bytes = Hex.bytes(words[1]),
        bytes.count == 32
      else { throw malformed(path) }
      found[words[0]] = bytes
    }
    guard let audit = found["audit"], let seal = found["seal"], found.count == 2, audit != seal
    else { throw malformed(path) }
    return Keys(audit: audit, seal: seal)
  }

  private static func malformed(_ path: String) -> CommandFailure {
    .settings(
      "tệp khóa “\(path)” không đúng dạng: cần hai dòng “audit …” và “seal …”, "
        + "mỗi khóa 64 chữ số hệ 16. Hãy khôi phục nó từ bản sao lưu khóa.")
  }
}
