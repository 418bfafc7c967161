import Foundation
import TestSupport
import Testing

@testable import Store

struct FileStoreTests {
  private func inStore(_ body: @Sendable (FileStore, String) async throws -> Void) async throws {
    try await TestDatabase.inFolder { folder in
      let (files, parts) = (folder.path + "/files", folder.path + "/parts")
      for path in [files, parts] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      try await body(FileStore(folder: files), parts)
    }
  }

  @Test func `sums are those that other programs make`() {
    let sum = FileSum.of(Array("123456789".utf8))
    #expect(sum.crc32 == 0xCBF4_3926)
    #expect(
      sum.sha256 == "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")
    var summing = FileSumming()
    for piece in ["1", "23456789"] {
      Array(piece.utf8).withUnsafeBytes { summing.update($0) }
    }
    #expect(summing.sum == sum)
  }

  @Test func `a file is kept under its sum, once, and read in blocks`() async throws {
    try await inStore { store, parts in
      let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let sum = try await store.keep(bytes, parts: parts)
      #expect(try await store.keep(bytes, parts: parts) == sum)
      #expect(store.all() == [sum.sha256])
      #expect(store.size(sum.sha256) == 400_000)
      #expect(try FileManager.default.contentsOfDirectory(atPath: parts).isEmpty)
      var (read, blocks) = ([UInt8](), 0)
      try await store.read(sum.sha256, from: 10, count: 300_000) {
        read += $0
        blocks += 1
      }
      #expect(read == Array(bytes[10..<300_010]))
      #expect(blocks > 1)
      await #expect(throws: FileTrouble.missing(sum.sha256)) {
        try await store.read(sum.sha256, count: 400_001) { _ in }
      }
    }
  }

  @Test func `a damaged file is mended when it comes again`() async throws {
    try await inStore { store, parts in
      let sum = try await store.keep(Array("a".utf8), parts: parts)
      try Data("b".utf8).write(to: URL(filePath: store.path(sum.sha256)))
      _ = try await store.keep(Array("a".utf8), parts: parts)
      #expect(FileManager.default.contents(atPath: store.path(sum.sha256)) == Data("a".utf8))
    }
  }

  @Test func `only old files that nothing names are swept`() async throws {
    try await inStore { store, parts in
      let named = try await store.keep(Array("named".utf8), parts: parts)
      let young = try await store.keep(Array("young".utf8), parts: parts)
      let stray = try await store.keep(Array("stray".utf8), parts: parts)
      let old = Date(timeIntervalSince1970: 1_000)
      for sum in [named, stray] {
        try FileManager.default.setAttributes(
          [.modificationDate: old], ofItemAtPath: store.path(sum.sha256))
      }
      #expect(try await store.sweep(keeping: [named.sha256], before: 2_000) == 1)
      #expect(Set(store.all()) == [named.sha256, young.sha256])
    }
  }

  @Test func `a folder that cannot be written to says so and keeps nothing`() async throws {
    try await inStore { store, parts in
      let missing = FileStore(folder: store.folder + "/none")
      await #expect(throws: FileTrouble.self) {
        try await missing.keep(Array("a".utf8), parts: parts)
      }
      #expect(missing.all().isEmpty)
    }
  }
}

struct VirusScanTests {
  @Test(arguments: [
    ("stream: OK", VirusScan.Verdict.clean),
    ("stream: Eicar-Signature FOUND", .infected("Eicar-Signature")),
    ("stream: Win.Test A FOUND", .infected("Win.Test A")),
  ])
  func `answers of the scanner are understood`(
    answer: String, verdict: VirusScan.Verdict
  ) throws {
    #expect(try VirusScan.verdict(answer) == verdict)
  }

  @Test(arguments: ["", "INSTREAM size limit exceeded. ERROR", "stream: FOUND", "OK"])
  func `anything else means that nothing is known`(answer: String) {
    #expect(throws: VirusScan.Failure.self) { try VirusScan.verdict(answer) }
  }

  @Test func `a scanner that is not there is told of`() async {
    await #expect(throws: VirusScan.Failure.self) {
      try await VirusScan(socket: "/nonexistent/clamd.ctl").check("/etc/hostname")
    }
  }
}
