internal import Records
internal import Rules
internal import Store

/// A unit as people name it in a form: by its code or name, and where several fit, by picking one of them.
struct UnitQuestion: Encodable, Sendable {
  static let sample = UnitQuestion(
    label: "Đơn vị", hint: "Gõ mã hoặc tên.", unit: .sample,
    pick: Pick(asked: "unitAsked", text: "Phú Lộc", choice: .sample))
  let label: String
  let hint: String
  let unit: Field
  /// The units that fit what was typed, where they are several.
  let pick: Pick?

  struct Pick: Encodable, Sendable {
    /// The name of the field that keeps what was typed: a pick counts for that text only.
    let asked: String
    let text: String
    let choice: Field
  }
}

/// The unit that a form or filter names.
enum NamedUnit: Sendable {
  case nothing
  case one(ID<Unit>)
  case refused(Problem)

  /// Units that are shown to pick from.
  private static let limit = 20

  /// Reads the field `name` and the pick beside it.
  static func find(
    _ name: String, _ fields: Fields, _ db: any Reader, _ act: Act
  ) throws -> NamedUnit {
    let text = OfficeText.cleaned(fields[name] ?? "")
    if text.isEmpty { return .nothing }
    let picked = fields[name + "Asked"] == text ? fields[name + "Pick"] : nil
    if let id = ID<Unit>(picked ?? text) { return try known(id, name, db, act) }
    let hits = try Units.search(text, on: act.today, limit: limit, db, act)
    guard let first = hits.first else {
      return .refused(
        Problem(
          name,
          "Không tìm thấy đơn vị “\(text)” đang có hiệu lực trong phạm vi của bạn. Hãy gõ mã hoặc tên đầy đủ."
        ))
    }
    let folded = VietnameseOrder.foldedName(text)
    let exact = hits.filter { VietnameseOrder.foldedName($0.unit.fullName) == folded }
    if hits.count == 1 || exact.count == 1 { return .one((exact.first ?? first).unit.id) }
    return .refused(
      Problem(
        name + "Pick", "Có nhiều đơn vị khớp với “\(text)”. Hãy chọn một đơn vị trong danh sách."))
  }

  private static func known(
    _ id: ID<Unit>, _ name: String, _ db: any Reader, _ act: Act
  ) throws -> NamedUnit {
    do {
      return .one(try Units.find(id, on: act.today, db, act).id)
    } catch Refusal.notFound {
      return .refused(Problem(name, "Không có đơn vị này trong phạm vi của bạn."))
    }
  }

  /// The units to pick from for what the field says; empty where it needs no pick.
  static func candidates(
    _ name: String, _ fields: Fields, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    guard case .refused(let problem) = try find(name, fields, db, act),
      problem.field == name + "Pick"
    else { return [] }
    return try Units.search(
      OfficeText.cleaned(fields[name] ?? ""), on: act.today, limit: limit, db, act)
  }

  /// Nil where nothing was named; throws `Refusal.invalid` where no one unit was.
  func checked() throws -> ID<Unit>? {
    switch self {
    case .nothing: nil
    case .one(let id): id
    case .refused(let problem): throw Refusal.invalid([problem])
    }
  }
}

extension Call {
  /// The field of a unit, with what there is to pick from after an answer that fits several.
  func unitQuestion(
    _ name: String, label: String, hint: String, _ problems: [Problem]
  ) async throws -> UnitQuestion {
    let fields = form.fields
    let units =
      problems.isEmpty
      ? [] : try await read { db, act in try NamedUnit.candidates(name, fields, db, act) }
    let choices = units.map { ($0.unit.id.text, UnitQuestion.words($0)) }
    let pick = UnitQuestion.Pick(
      asked: name + "Asked", text: OfficeText.cleaned(fields[name] ?? ""),
      choice: field(
        name + "Pick", "", problems, choices: [("", text("accounts.pickUnit"))] + choices))
    return UnitQuestion(
      label: text(label), hint: text(hint), unit: field(name, "", problems, hasHint: true),
      pick: units.isEmpty ? nil : pick)
  }
}

extension UnitQuestion {
  /// "Phòng Kinh tế, Phường Hòa Lộc"
  static func words(_ line: UnitLine) -> String {
    [line.unit.fullName, line.parentName].compactMap(\.self).joined(separator: ", ")
  }
}
