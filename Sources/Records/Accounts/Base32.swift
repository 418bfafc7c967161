/// Base 32 of RFC 4648, capitals, without padding: what apps for codes read.
enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        result.append(letters[Int(buffer >> bits & 31)])
      }
      buffer &= 31
    }
    if bits > 0 { result.append(letters[Int(buffer << (5 - bits) & 31)]) }
    return String(decoding: result, as: UTF8.self)
  }
}
