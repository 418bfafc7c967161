internal import Rules

/// Paths of this site.
enum LocalPath {
  /// The decoded segments of a request's path. Throws `Rejection` where an escape is broken, the bytes are no UTF-8,
  /// or a control character is among them.
  static func segments(_ path: String) throws -> [String] {
    try path.utf8.split(separator: UInt8(ascii: "/")).map { raw in
      guard let text = Fields.decoded(raw, plusIsBlank: false),
        !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
      else { throw Rejection.badRequest("Địa chỉ bị hỏng. Kiểm tra lại, hoặc quay về trang chủ.") }
      return text
    }
  }

  /// `text` where it is a path of this site and can lead nowhere else; nil otherwise. What other programs
  /// would read as another host (`//host`, `/\host`) is none.
  static func checked(_ text: String?) -> String? {
    guard let text, text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 2_000,
      text.utf8.dropFirst().first != UInt8(ascii: "/"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    return text
  }
}
