import Foundation
import Testing

@testable import OfficeFiles

struct FileContentTests {
  private func content(_ bytes: [UInt8]) throws -> FileContent? {
    let path = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return FileContent.of(path: path)
  }

  @Test func `content is told by bytes`() throws {
    for (head, kind) in [
      (Array("%PDF-1.7\n".utf8), FileContent.pdf), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
      (Array("RIFF1234WEBPVP8 ".utf8), .webp), (Array("Báo cáo;12\r\n".utf8), .text),
      ([0xFF, 0xFE, 0x42, 0x00], .text),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .oldOffice),
    ] {
      #expect(try content(head) == kind)
    }
    for head in [
      [], Array("MZ\u{90}\u{0}".utf8), Array("<html><script>".utf8), Array("<?xml ?><svg/>".utf8),
      Array("a\u{0}b".utf8), Array("Rar!\u{1A}".utf8), [0x7F, 0x45, 0x4C, 0x46],
    ] {
      #expect(try content(head) == nil, "\(head)")
    }
  }

  @Test(arguments: [
    (["[Content_Types].xml", "word/document.xml"], FileContent.word),
    (["xl/workbook.xml", "[Content_Types].xml"], .sheet),
    (["[Content_Types].xml", "ppt/presentation.xml"], .slides),
    (["word/document.xml"], .zip), (["anh.png"], .zip),
  ])
  func `an archive is told by its parts`(names: [String], kind: FileContent) throws {
    let bytes = try ZipFixture.archive(names.map { ($0, Array("x".utf8)) })
    #expect(try content(bytes) == kind)
    #expect(try content(Array(bytes.prefix(40))) == .zip)
  }
}

struct ZipFrameTests {
  /// What another program sees in an archive.
  private func python(_ path: String, _ words: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c", "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n" + words, path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  private func inFile(_ body: (String, FileHandle) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString).zip"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path, try #require(FileHandle(forWritingAtPath: path)))
  }

  @Test func `other programs read names, dates and bytes`() throws {
    // The sum of "hello" as zlib gives it.
    let part = ZipFrame.Part(
      name: "Xã Phú Lộc/báo cáo.txt", crc32: 0x3610_A686, size: 5, year: 2026, month: 11, day: 20)
    let frame = ZipFrame([part, part])
    try inFile { path, file in
      for index in 0..<2 {
        try file.write(contentsOf: frame.head(of: index) + Array("hello".utf8))
      }
      try file.write(contentsOf: frame.end)
      #expect(try file.offset() == UInt64(frame.length))
      let seen = try python(
        path, "i = z.infolist()[1]\nprint(z.testzip(), i.filename, i.date_time[:3], z.read(i))")
      #expect(seen == "None Xã Phú Lộc/báo cáo.txt (2026, 11, 20) b'hello'\n")
    }
  }

  @Test func `a part beyond 4 GB and what follows it are found`() throws {
    let large: Int64 = 5 << 30
    let frame = ZipFrame([
      ZipFrame.Part(name: "lon", crc32: 0, size: large, year: 2026, month: 1, day: 1),
      ZipFrame.Part(name: "sau", crc32: 0x3610_A686, size: 5, year: 2026, month: 1, day: 1),
    ])
    try inFile { path, file in
      try file.write(contentsOf: frame.head(of: 0))
      // A hole in the file costs no room on the disk.
      try file.seek(toOffset: UInt64(frame.head(of: 0).count) + UInt64(large))
      try file.write(contentsOf: frame.head(of: 1) + Array("hello".utf8) + frame.end)
      #expect(try file.offset() == UInt64(frame.length))
      let seen = try python(
        path, "print([i.file_size for i in z.infolist()], z.read('sau'))")
      #expect(seen == "[\(large), 5] b'hello'\n")
    }
  }

  @Test func `more parts than 16 bits can count are found`() throws {
    let parts = (0..<66_000).map {
      ZipFrame.Part(name: "\($0)", crc32: 0, size: 0, year: 2026, month: 1, day: 1)
    }
    let frame = ZipFrame(parts)
    try inFile { path, file in
      try file.write(contentsOf: parts.indices.flatMap { frame.head(of: $0) } + frame.end)
      #expect(try python(path, "print(len(z.namelist()))") == "66000\n")
    }
  }
}
