internal import Records
internal import Rules
internal import Store

/// A code of a unit from a day on, or the last day of one.
enum UnitCodeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    Filling(
      ["scheme": CodeScheme.portal.rawValue, "from": call.act.today.iso, "use": "assign"],
      call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    let schemes = CodeScheme.allCases.map {
      ($0.rawValue, language.text("unit.code." + $0.rawValue))
    }
    return subject.page(
      .code,
      [
        .one(filling.menu("scheme", schemes)),
        .one(
          filling.options(
            "use",
            ["assign", "end"].map {
              ($0, language.text("use." + $0), language.text("use." + $0 + ".note"))
            })),
        .beside(
          filling.line("code", optional: true, hint: true), filling.date("from", hint: true)),
      ], call)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    guard let scheme = form.text("scheme").flatMap(CodeScheme.init(rawValue:)) else {
      throw Refusal.invalid([Problem("scheme", "Chọn loại mã.")])
    }
    let isEnd = form.text("use") == "end"
    let date = form.requiredDate("from", "Nhập ngày.")
    let code = isEnd ? "" : form.required("code", "Nhập mã.")
    try form.checked()
    do {
      if isEnd {
        try UnitCodes.end(
          scheme, of: id, on: date ?? act.today, seen: try form.version(), db, act)
      } else {
        try UnitCodes.assign(
          code, scheme, to: id, from: date ?? act.today, seen: try form.version(), db, act)
      }
    } catch Refusal.invalid(let problems) {
      // Records name a code's problem by its scheme, and an end by its last day.
      throw Refusal.invalid(
        problems.map {
          CodeScheme(rawValue: $0.field) != nil
            ? Problem("code", $0.text)
            : $0.field == "last" ? Problem("from", $0.text) : $0
        })
    }
    return OrganisationPath.unit(id) + "?notice=saved"
  }
}
