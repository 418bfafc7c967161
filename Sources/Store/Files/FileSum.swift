internal import Crypto

/// What a file's content is known by.
public struct FileSum: Sendable, Equatable {
  /// 64 small hexadecimal digits.
  public let sha256: String
  /// As ZIP archives keep it (ISO/IEC 21320-1).
  public let crc32: UInt32
  public let size: Int64

  public init(sha256: String, crc32: UInt32, size: Int64) {
    self.sha256 = sha256
    self.crc32 = crc32
    self.size = size
  }

  public static func of(_ bytes: [UInt8]) -> FileSum {
    var summing = FileSumming()
    bytes.withUnsafeBytes { summing.update($0) }
    return summing.sum
  }
}

/// Makes the sum of a file while it passes by.
public struct FileSumming {
  private var hash = SHA256()
  private var crc: UInt32 = .max
  private var size: Int64 = 0

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
    crc = Crc32.update(crc, bytes)
    size += Int64(bytes.count)
  }

  /// Of what has passed so far.
  public var sum: FileSum {
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return FileSum(sha256: String(decoding: text, as: UTF8.self), crc32: ~crc, size: size)
  }
}

/// The checksum of ZIP and PNG (ITU-T V.42), eight bytes at a time.
enum Crc32 {
  static func update(_ start: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var crc = start
      var place = 0
      while place + 8 <= bytes.count {
        let first = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let word = first ^ UInt64(crc)
        crc = 0
        for index in 0..<8 {
          let byte = Int(truncatingIfNeeded: word >> (8 * UInt64(index))) & 255
          crc ^= table[(7 - index) * 256 + byte]
        }
        place += 8
      }
      while place < bytes.count {
        crc = table[Int((crc ^ UInt32(bytes[place])) & 255)] ^ (crc >> 8)
        place += 1
      }
      return crc
    }
  }

  /// Eight tables of 256, the k-th for a byte that k others follow.
  private static let table: [UInt32] = {
    var table: [UInt32] = (0..<256).map { byte in
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
      return crc
    }
    for index in 256..<2_048 {
      let crc = table[index - 256]
      table.append(table[Int(crc & 255)] ^ (crc >> 8))
    }
    return table
  }()
}
