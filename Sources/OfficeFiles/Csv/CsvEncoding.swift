/// How the bytes of a table become letters.
enum CsvEncoding: Sendable, Equatable {
  case utf8
  case windows1258
  case legacy(LegacyEncoding)

  func text(_ bytes: ArraySlice<UInt8>) -> String {
    switch self {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .windows1258: String(Windows1258.decoded(bytes))
    case .legacy(let encoding):
      EncodingGuess.converted(bytes.lazy.map { Unicode.Scalar($0) }, encoding)
    }
  }
}

/// What the first bytes of a table say about all of it.
struct CsvOpening {
  let encoding: CsvEncoding
  /// The order of its halves where it is UTF-16.
  let order: Utf16.Order?
  /// Bytes of a byte order mark.
  let mark: Int

  /// `sample` is the beginning of the table; `isWhole` where nothing follows it.
  init(_ sample: [UInt8], isWhole: Bool) throws(CsvError) {
    switch FileKind.of(sample) {
    case .text: break
    case .zip: throw .binary(kind: "bảng tính Excel hoặc tệp nén")
    case .pdf: throw .binary(kind: "tệp PDF")
    case .compound: throw .binary(kind: "bảng tính Excel đời cũ (.xls)")
    case .other(let kind): throw .binary(kind: kind)
    }
    if let order = Utf16.order(sample) ?? Utf16.guess(Array(sample.prefix(sample.count & ~1))) {
      (encoding, self.order, mark) = (.utf8, order, Utf16.order(sample) == nil ? 0 : 2)
      return
    }
    order = nil
    if sample.contains(0) { throw .binary(kind: nil) }
    mark = sample.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // A sequence cut by the end of the sample is no fault.
    let whole = isWhole ? sample : Array(sample.dropLast(CsvOpening.cutTail(sample)))
    encoding = CsvOpening.isNearlyUTF8(whole) ? .utf8 : try CsvOpening.eightBit(whole)
  }

  /// Bytes at the end that begin a sequence without ending it, at most 3.
  private static func cutTail(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where bytes.count >= back {
      let byte = bytes[bytes.count - back]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 { return (byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2) > back ? back : 0 }
    }
    return 0
  }

  /// A bad byte among many good letters is a fault of its row, not another encoding.
  private static func isNearlyUTF8(_ sample: [UInt8]) -> Bool {
    let broken = Utf8.brokenBytes(sample)
    return broken == 0 || broken * 20 < sample.count { $0 >= 0x80 }
  }

  private static func eightBit(_ sample: [UInt8]) throws(CsvError) -> CsvEncoding {
    guard let encoding = EncodingGuess.encoding(sample) else { throw .unknownEncoding }
    return encoding.map(CsvEncoding.legacy) ?? .windows1258
  }
}

/// UTF-16 as it comes, turned into UTF-8; half a unit or half a pair waits for the next bytes.
struct Utf16Stream {
  let order: Utf16.Order
  private var held: UInt8?
  private var high: UInt16?
  private var isBroken = false

  init(_ order: Utf16.Order) { self.order = order }

  /// Whether something is left over at the end, or stood alone before.
  var isWhole: Bool { held == nil && high == nil && !isBroken }

  mutating func decode(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8]) {
    result.reserveCapacity(result.count + bytes.count)
    for byte in bytes {
      guard let first = held else {
        held = byte
        continue
      }
      held = nil
      take(
        order == .little ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte),
        &result)
    }
  }

  private mutating func take(_ unit: UInt16, _ result: inout [UInt8]) {
    if let lead = high {
      high = nil
      guard UTF16.isTrailSurrogate(unit) else { return isBroken = true }
      put(0x10000 + (UInt32(lead & 0x3FF) << 10 | UInt32(unit & 0x3FF)), &result)
    } else if UTF16.isLeadSurrogate(unit) {
      high = unit
    } else if UTF16.isTrailSurrogate(unit) {
      isBroken = true
    } else {
      put(UInt32(unit), &result)
    }
  }

  private func put(_ code: UInt32, _ result: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(code) else { return }
    result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
