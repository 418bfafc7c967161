/// UTF-8 checks that make no copy.
enum Utf8 {
  static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let length = sequenceLength(buffer, index)
        guard length > 0 else { return false }
        index += length
      }
      return true
    }
  }

  /// Bytes that stand in no valid sequence.
  static func brokenBytes(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var (index, broken) = (0, 0)
      while index < buffer.count {
        let length = sequenceLength(buffer, index)
        broken += length == 0 ? 1 : 0
        index += max(1, length)
      }
      return broken
    }
  }

  /// Length of the well-formed sequence at `index` (Unicode 15, table 3-7), 0 where there is none.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
    let second: ClosedRange<UInt8> =
      switch lead {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
