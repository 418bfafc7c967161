internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Taking over lists of units: upload, look at what would change, decide.
enum ImportRoutes {
  static let routes: [Route] = [
    .get("/units/imports", .may(.importUnits)) { call in
      let past = try await call.read { db, act in try UnitImport.past(db, act) }
      return try call.page(ImportsPage(past, call))
    },
    .get("/units/imports/new", .may(.importUnits)) { call in
      let provinces = try await call.read { db, act in try UnitImport.provinces(db, act) }
      return try call.page(ImportForm.page(ImportForm.initial(provinces, call), call))
    },
    .post("/units/imports", .may(.importUnits), body: .upload, upload),
    .get("/units/imports/drafts/{draft}", .may(.importUnits), look),
    .post("/units/imports/drafts/{draft}", .may(.importUnits), decide),
  ]

  private static func upload(_ call: Call) async throws -> Reply {
    do {
      let kept = try ImportForm.read(call)
      return try await call.change { db, act in
        OrganisationPath.importDraft(try KeptLists.keep(kept, db, act))
      }
    } catch Refusal.invalid(let problems) {
      let filling = Filling(call.form.fields, problems, call.language)
      return try call.page(
        ImportForm.page(filling, call), status: .unprocessableContent, problems: problems)
    }
  }

  private static func look(_ call: Call) async throws -> Reply {
    let id = try call.id("draft", of: KeptList.self)
    let kept = try await call.read { db, act in try KeptLists.find(id, db, act) }
    do {
      let request = try ListUpload.request(kept)
      let plan = try await call.read { db, act in try UnitImport.plan(request, db, act) }
      return try call.page(ImportReportPage(plan, id, call))
    } catch Refusal.invalid(let problems) {
      return try call.page(
        ImportReportPage(problems, kept, id, call), status: .unprocessableContent)
    } catch Refusal.conflict(let sentence) {
      return try call.page(
        ImportReportPage([Problem("", sentence)], kept, id, call), status: .conflict)
    }
  }

  private static func decide(_ call: Call) async throws -> Reply {
    let id = try call.id("draft", of: KeptList.self)
    if call.form.flag("discard") {
      return try await call.change { db, act in
        try KeptLists.letGo(id, db, act)
        return OrganisationPath.newImport
      }
    }
    let kept = try await call.read { db, act in try KeptLists.find(id, db, act) }
    let request = try ListUpload.request(kept)
    let seen = call.form.text("plan") ?? ""
    return try await call.change { db, act in
      let plan = try UnitImport.plan(request, db, act)
      guard plan.fingerprint == seen else {
        throw Refusal.conflict(
          "Cây đơn vị đã thay đổi sau khi bạn xem trước. Mở lại trang xem trước để xem các thay đổi mới."
        )
      }
      _ = try UnitImport.apply(plan, db, act)
      try KeptLists.letGo(id, db, act)
      return OrganisationPath.imports + "?notice=imported"
    }
  }
}

/// The form of an upload.
enum ImportForm {
  /// `provinces` are the only ones that the visitor may take over; empty for all.
  static func initial(_ provinces: [String], _ call: Call) -> Filling {
    Filling(
      [
        "effectiveOn": call.act.today.iso,
        "provinces": provinces.isEmpty ? nil : provinces.joined(separator: ", "),
      ], call.language)
  }

  static func page(_ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("imports.new"), lead: call.text("imports.newHint"),
      trail: [
        Crumb(href: OrganisationPath.units(), text: call.text("units.title")),
        Crumb(href: OrganisationPath.imports, text: call.text("imports.title")),
      ], action: OrganisationPath.imports,
      rows: [
        .one(filling.file("list", hint: true)),
        .one(filling.date("effectiveOn", hint: true)),
        .one(filling.file("merges", optional: true, hint: true)),
        .one(filling.line("provinces", optional: true, hint: true)),
      ], submit: call.text("imports.look"), isUpload: true, cancel: OrganisationPath.imports)
  }

  static func read(_ call: Call) throws -> KeptList {
    var form = call.form
    let day = form.requiredDate("effectiveOn", "Nhập ngày danh mục bắt đầu có hiệu lực.")
    let file = { (name: String) in call.files.first { $0.field == name && $0.size > 0 } }
    if file("list") == nil { form.refuse("list", "Chọn tệp CSV danh mục đơn vị.") }
    let provinces = (form.text("provinces") ?? "").split { ", ;\t\n".contains($0) }.map(String.init)
    if provinces.contains(where: { $0.utf8.count > 10 }) {
      form.refuse("provinces", "Nhập mã thống kê của tỉnh, ví dụ 01, 48; cách nhau bằng dấu phẩy.")
    }
    try form.checked()
    guard let list = file("list"), let day else { throw Refusal.notFound }
    return KeptList(
      list: try ListUpload.bytes(of: list, "list"),
      merges: try file("merges").map { try ListUpload.bytes(of: $0, "merges") },
      effectiveOn: day, provinces: provinces)
  }
}
