internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Every route of evidence.
enum EvidenceRoutes {
  static let all: [Route] =
    [
      .get(EvidencePath.all, .may(.viewDuties)) { call in
        let question = EvidenceListQuestion(call)
        let found = try await call.read { db, act in try EvidenceAnswer(question, db, act) }
        return try call.page(EvidenceListPage(question, found, call), problems: found.problems)
      },
      .get("/evidence/{evidence}", .may(.viewDuties)) { call in
        let id = try call.id("evidence", of: Evidence.self)
        let found = try await call.read { db, act in try EvidenceFound(id, db, act) }
        return try call.page(EvidenceSheet(found, try await pages(of: found, call), call))
      },
      .get("/evidence/{evidence}/files/{position}", .may(.viewDuties)) { call in
        try await EvidenceDownload.file(call)
      },
      .get("/evidence/{evidence}/files/{position}/picture", .may(.viewDuties)) { call in
        try await EvidenceDownload.picture(call)
      },
    ] + EvidenceAdding.routes + EvidenceFileForm.routes
    + EvidenceChangeForm.routes("/evidence/{evidence}/change", .reportDuties)
    + EvidenceRemovalForm.routes(
      "/duties/{duty}/evidence/{evidence}/removal", .reportDuties) + EvidenceBundlePage.routes

  /// How many pages the latest file has, where that matters for its preview.
  private static func pages(of found: EvidenceFound, _ call: Call) async throws -> Int? {
    guard found.line.file.file.kind.preview == .pages else { return nil }
    return try await EvidenceDownload.pages(found.line.file, call)
  }
}
