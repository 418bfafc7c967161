internal import Records
internal import Rules
internal import Store

/// A unit named in a text field: by its name, or by its code. Where several fit, the form comes back with
/// them as choices below the field, named `FIELD-pick`.
enum UnitPick {
  static let limit = 8

  /// The unit that is meant; nil where nothing was typed. `known` are units that the field may name without
  /// a search: the one that stood in it.
  static func resolve(
    _ field: String, _ form: Form, known: [Unit] = [], on date: CivilDate, _ db: any Reader,
    _ act: Act
  ) throws -> ID<Unit>? {
    if let picked = form.text(field + "-pick").flatMap({ ID<Unit>($0) }) { return picked }
    guard let text = form.text(field) else { return nil }
    if let same = known.first(where: { isNamed($0, text) }) { return same.id }
    let found = try Units.search(text, on: date, limit: limit, db, act).map(\.unit)
    let exact = found.filter { isNamed($0, text) }
    if exact.count == 1 { return exact[0].id }
    if found.count == 1 { return found[0].id }
    throw Refusal.invalid([
      found.isEmpty
        ? Problem(
          field,
          "Không tìm thấy đơn vị “\(text)” vào ngày \(date.vietnamese). Gõ tên hoặc mã của đơn vị.")
        : Problem(field, "Có nhiều đơn vị khớp “\(text)”. Chọn một đơn vị bên dưới.")
    ])
  }

  /// The choices to show below a field after a refusal; empty where there is nothing to choose.
  static func candidates(
    _ field: String, _ form: Form, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    guard let text = form.text(field) else { return [] }
    let found = try Units.search(text, on: date, limit: limit, db, act)
    return found.count > 1 ? found : []
  }

  private static func isNamed(_ unit: Unit, _ text: String) -> Bool {
    VietnameseOrder.foldedName(unit.fullName) == VietnameseOrder.foldedName(text)
  }
}

extension Filling {
  /// The field and, where several units fit, the choices.
  func unit(_ id: String, _ candidates: [UnitLine], optional: Bool = false) -> [FormField] {
    let line = line(id, optional: optional, hint: true)
    guard line.problem != nil || values[id + "-pick"] != nil, !candidates.isEmpty else {
      return [line]
    }
    return [
      line,
      options(
        id + "-pick",
        candidates.map { ($0.unit.id.text, $0.unit.fullName, $0.parentName) },
        label: "field.pick"),
    ]
  }
}
