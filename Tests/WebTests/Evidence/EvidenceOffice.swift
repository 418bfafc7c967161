import Foundation
import HTTPTypes
import Hummingbird
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// The application over the sample tree with folders for files, which are gone after the test.
struct EvidenceOffice {
  let office: OfficeSite
  let folder: String

  static func on(
    _ engine: Engine, _ change: @Sendable @escaping (inout WebSettings) -> Void = { _ in },
    _ body: @Sendable @escaping (EvidenceOffice) async throws -> Void
  ) async throws {
    try await inFolder { folder in
      for name in ["files", "arrivals"] {
        try FileManager.default.createDirectory(
          atPath: folder + "/" + name, withIntermediateDirectories: true)
      }
      try await TestOffice.on(engine) { store in
        let site = try TestSite(store, folder: folder + "/arrivals") { settings in
          settings.files = folder + "/files"
          change(&settings)
        }
        try await site.serve { client in
          let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
          let office = OfficeSite(client: client, store: store, tree: tree)
          try await body(EvidenceOffice(office: office, folder: folder))
        }
      }
    }
  }

  var files: FileStore { FileStore(folder: folder + "/files") }

  /// What is on its way in: nothing, whenever no request is.
  func arrivals() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/arrivals")
  }

  func pieces() async throws -> [EvidenceLine] {
    try await office.store.read { db in
      try Evidence.list(EvidenceQuestion(), db, TestOffice.act()).lines
    }
  }

  /// The whole answer, bytes and headers.
  func fetch(
    _ path: String, _ visitor: OfficeVisitor, _ more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = more
    headers[.cookie] = "soat=" + visitor.cookie
    return try await office.client.executeRequest(
      uri: path, method: .get, headers: headers, body: nil)
  }
}
