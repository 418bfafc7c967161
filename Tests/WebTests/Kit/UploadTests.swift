import Foundation
import HTTPTypes
import Hummingbird
import Records
import Store
import Synchronization
import TestSupport
import Testing

@testable import Web

/// What a handler saw of an upload.
private final class Seen: Sendable {
  let facts = Mutex<[String]>([])
  func note(_ fact: String) { facts.withLock { $0.append(fact) } }
  var all: [String] { facts.withLock { $0 } }
}

struct UploadTests {
  private let cookie = String(repeating: "a", count: 64)
  private var token: String { RequestForgery.token(for: cookie, TestOffice.keys) }

  private func routes(_ seen: Seen) -> [Route] {
    [
      .post("/files", .everyone, body: .uploadUpTo(bytes: 200_000)) { call in
        for file in call.files {
          let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
          let size = try Data(contentsOf: URL(filePath: file.path)).count
          seen.note("\(file.field) \(file.name) \(size) \(file.size) \(mode as? Int ?? 0)")
        }
        if call.form.flag("fail") { throw StoreError.constraint("x") }
        return .text(call.form.fields["ten"] ?? "")
      }
    ]
  }

  private func body(_ fields: [String: String], file: String, name: String = "ds.csv") -> String {
    fields.map {
      "--r\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n"
    }.joined()
      + "--r\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"\(name)\"\r\n"
      + "Content-Type: text/csv\r\n\r\n\(file)\r\n--r--\r\n"
  }

  private func left(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }

  @Test func `a file is on disk for its owner while the request lasts, and gone afterwards`()
    async throws
  {
    try await inFolder { folder in
      let seen = Seen()
      let site = try TestSite(SilentStoreOfSessions(), routes: routes(seen), folder: folder)
      let file = String(repeating: "Xã Phú Lộc;01\n", count: 1_000)
      for (fields, status) in [(["ten": "a"], 200), (["fail": "1"], 500)] {
        let body = body(fields.merging(["token": token]) { old, _ in old }, file: file)
        try await site.serve { [cookie] client in
          try await client.execute(
            uri: "/files", method: .post,
            headers: [
              .contentType: "multipart/form-data; boundary=r", .cookie: "soat=" + cookie,
            ], body: ByteBuffer(string: body)
          ) { #expect($0.status.code == status) }
        }
        #expect(try left(folder).isEmpty)
      }
      #expect(seen.all == Array(repeating: "tep ds.csv 18000 18000 \(0o600)", count: 2))
    }
  }

  @Test(
    arguments: [
      ("without token", 403), ("cut off", 400), ("too large", 413), ("urlencoded", 415),
      ("no boundary", 415),
    ])
  func `a form with files that is wrong is refused and leaves nothing`(kind: String, status: Int)
    async throws
  {
    try await inFolder { folder in
      let seen = Seen()
      let site = try TestSite(SilentStoreOfSessions(), routes: routes(seen), folder: folder)
      let isLarge = kind == "too large"
      var text = body(
        kind == "without token" ? [:] : ["token": token],
        file: String(repeating: "a", count: isLarge ? 300_000 : 10))
      if kind == "cut off" { text.removeLast(20) }
      let type =
        switch kind {
        case "urlencoded": "application/x-www-form-urlencoded"
        case "no boundary": "multipart/form-data"
        default: "multipart/form-data; boundary=r"
        }
      try await site.serve { [cookie, text] client in
        try await client.execute(
          uri: "/files", method: .post,
          headers: [.contentType: type, .cookie: "soat=" + cookie], body: ByteBuffer(string: text)
        ) { response in
          #expect(response.status.code == status)
          if isLarge { #expect(response.text.contains("200 KB")) }
        }
      }
      #expect(seen.all.isEmpty)
      #expect(try left(folder).isEmpty)
    }
  }
}

/// Knows no session.
private struct SilentStoreOfSessions: Store {
  var engine: Engine { .sqlite }
  func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
    try body(Nothing())
  }
  func write<T: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
    throw StoreError.unavailable("test")
  }
  var load: StoreLoad { SilentStore().load }
  func close() async {}
  func prepare() async throws {}
  func keepCopy(before name: String) async throws -> String? { nil }

  private struct Nothing: Reader {
    var engine: Engine { .sqlite }
    func rows(_ sql: SQL) throws -> [Row] { [] }
  }
}
