internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// A newer file of a piece.
enum EvidenceFileForm {
  static let routes: [Route] = [
    .get("/evidence/{evidence}/files/new", .may(.reportDuties)) { call in
      let line = try await line(call)
      return try call.page(page(line, [], call))
    },
    .post("/evidence/{evidence}/files/new", .may(.reportDuties), body: .upload) { call in
      let line = try await line(call)
      return try await call.submit(orShow: { page(line, $0, call) }) {
        guard let file = try await call.kept("file").first else {
          throw Refusal.invalid([Problem("file", "Chọn tệp minh chứng.")])
        }
        return try await call.change { db, act in
          try Evidence.addFile(file, to: line.id, seen: try call.form.version(), db, act)
          return EvidencePath.piece(line.id) + "?notice=evidenceFileAdded"
        }
      }
    },
  ]

  private static func line(_ call: Call) async throws -> EvidenceLine {
    let id = try call.id("evidence", of: Evidence.self)
    return try await call.read { db, act in
      let line = try Evidence.find(id, db, act)
      try Rights.demand(.reportDuties, on: line.unit, db, act)
      return line
    }
  }

  private static func page(
    _ line: EvidenceLine, _ problems: [Problem], _ call: Call
  ) -> EditPage {
    let filling = Filling(call.form.fields, problems, call.language)
    return EditPage(
      title: call.text("evidence.newFile"),
      lead: call.language.text("evidence.newFile.lead", line.file.position, line.file.file.name),
      trail: EvidenceTrail.to(line, call), action: EvidencePath.newFile(line.id),
      rows: [.one(EvidenceFields.file(filling, call))],
      hidden: [EditPage.HiddenField(name: "version", value: String(line.version))],
      submit: call.text("evidence.newFile.go"), isUpload: true,
      cancel: EvidencePath.piece(line.id))
  }
}
