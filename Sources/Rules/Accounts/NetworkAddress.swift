/// An address of the Internet, version 4 or 6, whichever way it was written.
public struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
  /// Eight groups of 16 bits. One of version 4 stands as version 6 maps it: `::ffff:a.b.c.d`.
  private let groups: [UInt16]

  /// Reads `10.0.0.5`, `2001:db8::1`, `[2001:db8::1]`, each perhaps with a port as proxies write it; nil for
  /// anything else.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 64, text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let groups: [UInt16]?
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]"),
        NetworkAddress.isPort(text[text.index(after: end)...])
      else { return nil }
      groups = NetworkAddress.sixth(text[text.index(after: text.startIndex)..<end])
    } else if parts.count <= 2 {
      guard NetworkAddress.isPort(text[parts[0].endIndex...]) else { return nil }
      groups = NetworkAddress.fourth(parts[0]).map { [0, 0, 0, 0, 0, 0xFFFF] + $0 }
    } else {
      groups = NetworkAddress.sixth(text)
    }
    guard let groups else { return nil }
    self.groups = groups
  }

  /// As RFC 5952 writes it; `a.b.c.d` for version 4, however it came.
  public var description: String {
    isVersion4 ? NetworkAddress.dotted(groups[6], groups[7]) : NetworkAddress.colons(groups)
  }

  /// What one line is given: of version 6 a network of 64 bits, in which a client takes whatever address it
  /// likes (RFC 4291, section 2.5.4); of version 4 the address.
  public var line: String {
    isVersion4
      ? description : NetworkAddress.colons(groups[..<4] + [0, 0, 0, 0]) + "/64"
  }

  private var isVersion4: Bool { groups[..<5].allSatisfy { $0 == 0 } && groups[5] == 0xFFFF }

  /// `:8080`, or nothing.
  private static func isPort(_ text: some StringProtocol) -> Bool {
    if text.isEmpty { return true }
    return text.first == ":" && UInt16(text.dropFirst()) != nil
  }

  /// `a.b.c.d` as two groups.
  private static func fourth(_ text: some StringProtocol) -> [UInt16]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { part in
      part.first?.isNumber == true ? UInt8(part).map(UInt16.init) : nil
    }
    guard parts.count == 4, bytes.count == 4 else { return nil }
    return [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
  }

  /// Up to eight groups with one `::` for those that are left out; the zone after `%` is of no account.
  private static func sixth(_ text: some StringProtocol) -> [UInt16]? {
    let address = text.prefix { $0 != "%" }
    guard let gap = address.firstRange(of: "::") else {
      return listed(address).flatMap { $0.count == 8 ? $0 : nil }
    }
    let before = address[..<gap.lowerBound]
    let after = address[gap.upperBound...]
    guard let head = before.isEmpty ? [] : listed(before),
      let tail = after.isEmpty ? [] : listed(after), head.count + tail.count < 8
    else { return nil }
    return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func listed(_ text: some StringProtocol) -> [UInt16]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var groups: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains("."), let pair = fourth(part) {
        groups += pair
      } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
        let group = UInt16(part, radix: 16)
      {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups
  }

  private static func dotted(_ high: UInt16, _ low: UInt16) -> String {
    [high >> 8, high & 255, low >> 8, low & 255].map(String.init).joined(separator: ".")
  }

  /// The longest run of two zeros or more, the first of equals, is left out.
  private static func colons(_ groups: [UInt16]) -> String {
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, best.count) { best = start..<end }
      start = end + 1
    }
    let words = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return words.joined(separator: ":") }
    return words[..<best.lowerBound].joined(separator: ":") + "::"
      + words[best.upperBound...].joined(separator: ":")
  }
}
