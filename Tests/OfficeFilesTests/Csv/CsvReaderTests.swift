import Testing

@testable import OfficeFiles

/// Tables as spreadsheets and other programs write them, in pieces of any size.
struct CsvReaderTests {
  static func rows(
    _ bytes: [UInt8], piece: Int = .max, limits: CsvLimits = CsvLimits()
  ) throws -> [[String]] {
    var reader = CsvReader(limits: limits)
    var rows: [[String]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start &+ min(piece, bytes.count))
      try reader.feed(bytes[start..<end]) { rows.append($0.fields) }
      start = end
    }
    try reader.finish { rows.append($0.fields) }
    return rows
  }

  private static func rows(_ text: String, piece: Int = .max) throws -> [[String]] {
    try rows(Array(text.utf8), piece: piece)
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func `quotes, line breaks in quotes and both line ends are read in pieces of any size`(
    piece: Int
  ) throws {
    let text = "mã,tên\r\n1,\"Xã \"\"A\"\", B\"\n2,\"hai\r\ndòng\"\r\n\r\n3,5\" ống\n4,\"\"\n5,"
    let rows = try Self.rows(text, piece: piece)
    #expect(
      rows == [
        ["mã", "tên"], ["1", "Xã \"A\", B"], ["2", "hai\r\ndòng"], ["3", "5\" ống"], ["4", ""],
        ["5", ""],
      ])
  }

  @Test(arguments: [
    ("a;b\n1,5;2\n", ["1,5", "2"]), ("a\tb\n1;2\t3\n", ["1;2", "3"]),
    ("a,b\n1;2,3\n", ["1;2", "3"]),
    ("\"a;x\",b\n1,2\n", ["1", "2"]), ("sep=;\na;b\n1,2;3\n", ["1,2", "3"]),
    ("\n\na;b\n1;2\n", ["1", "2"]), ("một cột\nXã Phú Lộc\n", ["Xã Phú Lộc"]),
  ])
  func `the header tells the separator`(text: String, expected: [String]) throws {
    #expect(try Self.rows(text).last == expected)
  }

  @Test(arguments: [1, 5, 100_000])
  func `marks and UTF-16 are understood`(piece: Int) throws {
    let text = "mã,tên\n01,Xã Hoà 🎋 Bình\n"
    let expected = [["mã", "tên"], ["01", "Xã Hoà 🎋 Bình"]]
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try Self.rows([0xEF, 0xBB, 0xBF] + Array(text.utf8), piece: piece) == expected)
    #expect(try Self.rows([0xFF, 0xFE] + little, piece: piece) == expected)
    #expect(try Self.rows([0xFE, 0xFF] + big, piece: piece) == expected)
  }

  @Test func `Windows-1258 and TCVN3 become Unicode`() throws {
    // "Xã Hòa Bình", "Phường Đồng Tâm" with tone marks after their vowels.
    let windows: [UInt8] =
      Array("m,t\n1,X".utf8) + [0x61, 0xDE] + Array(" H".utf8) + [0x6F, 0xCC] + Array("a B".utf8)
      + [0x69, 0xCC] + Array("nh\n2,Ph".utf8) + [0xFD, 0xF5, 0xCC] + Array("ng ".utf8)
      + [0xD0, 0xF4, 0xCC] + Array("ng T".utf8) + [0xE2] + Array("m\n".utf8)
    #expect(
      try Self.rows(windows) == [["m", "t"], ["1", "Xã Hòa Bình"], ["2", "Phường Đồng Tâm"]])
    let abc =
      "m,t\n1,X\u{B7} Ph\u{F3} L\u{E9}c\n2,Th\u{DE} tr\u{CA}n M\u{AD}\u{EA}ng L\u{B8}t\n3,Huy\u{D6}n V\u{F2} Th\u{AD}\n4,Ph\u{AD}\u{EA}ng Qu\u{FA}nh Mai\n"
    #expect(
      try Self.rows(abc.unicodeScalars.map { UInt8($0.value) }) == [
        ["m", "t"], ["1", "Xã Phú Lộc"], ["2", "Thị trấn Mường Lát"], ["3", "Huyện Vũ Thư"],
        ["4", "Phường Quỳnh Mai"],
      ])
  }

  static let broken: [(String, CsvError)] = [
    ("", .empty), (" \r\n\n", .empty),
    ("a,b\n1,2\n\"x\n\n,3\n", .unclosedQuote(line: 3, column: 1)),
    ("a,b\n1,\"x\"y\n", .strayQuote(line: 2, column: 2)),
    ("a,b\n\"1\n2\",3\n4\n", .unevenRow(line: 4, expected: 2, found: 1)),
    ("a,b\n1,2,3\n", .unevenRow(line: 2, expected: 2, found: 3)),
    ("a,b\n1,\u{0}\n", .binary(kind: nil)),
    ("PK\u{3}\u{4}....", .binary(kind: "bảng tính Excel hoặc tệp nén")),
    ("%PDF-1.7\n", .binary(kind: "tệp PDF")),
    ("a,b\n" + String(repeating: "x", count: 300) + ",1\n", .rowTooLong(line: 2, bytes: 200)),
    ("a\n" + String(repeating: ",", count: 50), .tooManyColumns(line: 2, limit: 20)),
    (String(repeating: "a,b\n", count: 20_000), .tooLarge(megabytes: 0)),
  ]

  @Test(arguments: broken)
  func `what is wrong is told with its place`(text: String, expected: CsvError) {
    for piece in [1, 9, Int.max] {
      #expect(throws: expected) {
        try Self.rows(
          Array(text.utf8), piece: piece,
          limits: CsvLimits(total: 70_000, row: 200, columns: 20))
      }
    }
    #expect(!expected.message.isEmpty)
  }

  @Test func `bytes that are no letters are told with their line`() {
    let start = Array("mã,tên\n".utf8) + Array(String(repeating: "1,Xã\n", count: 20_000).utf8)
    #expect(throws: CsvError.badEncoding(line: 20_002)) {
      try Self.rows(start + Array("2,X".utf8) + [0xE3, 0x20] + Array("\n".utf8))
    }
    #expect(throws: CsvError.unknownEncoding) {
      try Self.rows(Array("a,b\n1,".utf8) + [0xE3, 0xFF, 0xFE, 0xC0] + Array("\n".utf8))
    }
  }

  @Test func `a quote without end in a huge file costs no more than one row`() {
    var reader = CsvReader(limits: CsvLimits(row: 1 << 16))
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    #expect(throws: CsvError.rowTooLong(line: 2, bytes: 1 << 16)) {
      try reader.feed(Array("a,b\n\"".utf8)[...]) { _ in }
      for _ in 0..<1_000 { try reader.feed(piece[...]) { _ in } }
    }
  }

  @Test func `random bytes never stop the reader otherwise than by a told error`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let marks: [UInt8] = Array("\",;\n\r\tab".utf8) + [0, 0xC3, 0xA3, 0xFF]
      let bytes = (0..<Int(random.next() % 61)).map { _ in
        marks[Int(random.next() % UInt64(marks.count))]
      }
      do {
        let whole = try Self.rows(bytes)
        #expect(whole == (try Self.rows(bytes, piece: 3)))
      } catch {
        #expect(error is CsvError)
      }
    }
  }
}
