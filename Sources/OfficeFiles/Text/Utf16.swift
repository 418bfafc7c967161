/// UTF-16 in either byte order.
enum Utf16 {
  enum Order { case little, big }

  /// The byte order a byte order mark states.
  static func order(_ bytes: [UInt8]) -> Order? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .little }
    return bytes.starts(with: [0xFE, 0xFF]) ? .big : nil
  }

  /// The byte order of Vietnamese text without a mark: one half of each unit is nearly always one
  /// of the few rows its letters stand in, and zero for the many plain letters.
  static func guess(_ bytes: [UInt8]) -> Order? {
    guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
    let sample = bytes.prefix(4096)
    let units = sample.count / 2
    func share(_ offset: Int, _ rows: Set<UInt8>) -> Double {
      let hits = stride(from: offset, to: units * 2, by: 2).count { rows.contains(sample[$0]) }
      return Double(hits) / Double(units)
    }
    let rows: Set<UInt8> = [0x00, 0x01, 0x03, 0x1E, 0x20]
    if share(1, rows) > 0.97, share(1, [0]) > 0.4, share(0, [0]) < 0.02 { return .little }
    if share(0, rows) > 0.97, share(0, [0]) > 0.4, share(1, [0]) < 0.02 { return .big }
    return nil
  }

  /// The text without its mark; `nil` where a surrogate stands alone or half a unit is left over.
  static func decode(_ bytes: [UInt8], _ order: Order) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let high = order == .little ? 1 : 0
    let units = (0..<(bytes.count / 2)).lazy.map {
      UInt16(bytes[$0 * 2 + high]) << 8 | UInt16(bytes[$0 * 2 + 1 - high])
    }
    let body = units.dropFirst(units.first == 0xFEFF ? 1 : 0)
    return String(validating: body, as: UTF16.self)
  }
}
