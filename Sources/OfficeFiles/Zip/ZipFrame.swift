/// The frame of a ZIP archive (APPNOTE 6.3, ISO/IEC 21320-1) whose parts are stored as they are: what stands before
/// each part and at the end. Sizes and sums are known beforehand, so that the archive can be sent while its parts
/// are read, with its length told first, and read by programs that stream, too.
public struct ZipFrame: Sendable {
  public struct Part: Sendable {
    /// Divided by "/", relative; shown as it is, in UTF-8.
    public let name: String
    public let crc32: UInt32
    public let size: Int64
    /// When it was made.
    public let year, month, day: Int

    public init(
      name: String, crc32: UInt32, size: Int64, year: Int, month: Int, day: Int
    ) {
      self.name = name
      self.crc32 = crc32
      self.size = size
      self.year = year
      self.month = month
      self.day = day
    }
  }

  public let parts: [Part]
  /// Of the whole archive, in bytes.
  public let length: Int64
  private let offsets: [Int64]
  private let tail: [UInt8]

  public init(_ parts: [Part]) {
    self.parts = parts
    var offsets: [Int64] = []
    var place: Int64 = 0
    for part in parts {
      offsets.append(place)
      place += Int64(ZipFrame.head(part).count) + part.size
    }
    self.offsets = offsets
    tail = ZipFrame.tail(parts, offsets, at: place)
    length = place + Int64(tail.count)
  }

  /// What stands before the bytes of a part (4.3.7).
  public func head(of index: Int) -> [UInt8] { ZipFrame.head(parts[index]) }

  /// The directory and what closes the archive; after the last part.
  public var end: [UInt8] { tail }

  /// The value that says: look into the longer field (4.4.1.4).
  private static let large: Int64 = 0xFFFF_FFFF

  private static func head(_ part: Part) -> [UInt8] {
    let isLarge = part.size >= large
    var bytes: [UInt8] = []
    bytes.add(0x0403_4B50, 4)
    common(part, isLarge: isLarge, size: isLarge ? large : part.size, to: &bytes)
    bytes.add(Int64(part.name.utf8.count), 2)
    bytes.add(isLarge ? 20 : 0, 2)
    bytes += part.name.utf8
    if isLarge { extra([part.size, part.size], to: &bytes) }
    return bytes
  }

  /// Version 2.0, or 4.5 for large ones; the name is UTF-8 (bit 11); stored; when; sums.
  private static func common(
    _ part: Part, isLarge: Bool, size: Int64, to bytes: inout [UInt8]
  ) {
    bytes.add(isLarge ? 45 : 20, 2)
    bytes.add(0x0800, 2)
    bytes.add(0, 2)
    bytes.add(0, 2)
    let year = max(1980, min(2107, part.year)) - 1980
    bytes.add(Int64(year << 9 | part.month << 5 | part.day), 2)
    bytes.add(Int64(part.crc32), 4)
    bytes.add(size, 4)
    bytes.add(size, 4)
  }

  private static func extra(_ numbers: [Int64], to bytes: inout [UInt8]) {
    bytes.add(1, 2)
    bytes.add(Int64(numbers.count * 8), 2)
    for number in numbers { bytes.add(number, 8) }
  }

  /// The entry of a part in the directory (4.3.12). Made on Unix, an ordinary file that its owner may read.
  private static func entry(_ part: Part, at offset: Int64) -> [UInt8] {
    let isLarge = part.size >= large
    let isFar = offset >= large
    let numbers = (isLarge ? [part.size, part.size] : []) + (isFar ? [offset] : [])
    var bytes: [UInt8] = []
    bytes.add(0x0201_4B50, 4)
    bytes.add(3 << 8 | 45, 2)
    common(part, isLarge: isLarge || isFar, size: isLarge ? large : part.size, to: &bytes)
    bytes.add(Int64(part.name.utf8.count), 2)
    bytes.add(numbers.isEmpty ? 0 : Int64(4 + numbers.count * 8), 2)
    bytes.add(0, 2)
    bytes.add(0, 2)
    bytes.add(0, 2)
    bytes.add(0o100644 << 16, 4)
    bytes.add(isFar ? large : offset, 4)
    bytes += part.name.utf8
    if !numbers.isEmpty { extra(numbers, to: &bytes) }
    return bytes
  }

  private static func tail(
    _ parts: [Part], _ offsets: [Int64], at place: Int64
  ) -> [UInt8] {
    var bytes = zip(parts, offsets).flatMap { entry($0, at: $1) }
    let (count, size) = (Int64(parts.count), Int64(bytes.count))
    if count >= 0xFFFF || size >= large || place >= large {
      let end = place + size
      bytes.add(0x0606_4B50, 4)
      bytes.add(44, 8)
      bytes.add(3 << 8 | 45, 2)
      bytes.add(45, 2)
      bytes.add(0, 8)
      for number in [count, count, size, place] { bytes.add(number, 8) }
      bytes.add(0x0706_4B50, 4)
      bytes.add(0, 4)
      bytes.add(end, 8)
      bytes.add(1, 4)
    }
    bytes.add(0x0605_4B50, 4)
    bytes.add(0, 4)
    bytes.add(min(count, 0xFFFF), 2)
    bytes.add(min(count, 0xFFFF), 2)
    bytes.add(min(size, large), 4)
    bytes.add(min(place, large), 4)
    bytes.add(0, 2)
    return bytes
  }
}

extension [UInt8] {
  /// The lowest `width` bytes of a number, the lowest first.
  fileprivate mutating func add(_ number: Int64, _ width: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
