internal import Records
internal import Rules
internal import Store

/// The unit that issues a plan, as forms ask for it: typed by name or code, one's own unit at first.
enum PlanIssuer {
  /// The units that one drafts plans for without looking further: those of one's roles, or the tops of the office.
  static func own(_ db: any Reader, _ act: Act) throws -> [Unit] {
    let bound = act.actor.grants.filter { Permissions.allows($0.role, .changePlans, .own) }
    if bound.contains(where: { $0.unit == nil }) {
      return try Units.roots(on: act.today, limit: 1, db, act).lines.map(\.unit)
    }
    return try Set(bound.compactMap(\.unit)).sorted().map {
      try Units.find($0, on: act.today, db, act)
    }
  }

  /// Units that fit what was typed.
  static func candidates(_ call: Call, _ db: any Reader, _ act: Act) throws -> [UnitLine] {
    try UnitPick.candidates("unit", call.form, on: act.today, db, act)
  }

  /// The unit that is meant; nil with a problem where there is none or its plans are not one's to draft.
  static func resolve(
    _ form: inout Form, _ db: any Reader, _ act: Act
  ) throws -> ID<Unit>? {
    do {
      let own = try own(db, act)
      guard
        let unit = try UnitPick.resolve("unit", form, known: own, on: act.today, db, act)
      else {
        form.refuse("unit", "Nhập đơn vị ban hành kế hoạch.")
        return nil
      }
      guard try Rights.allows(.changePlans, on: unit, db, act) else {
        form.refuse(
          "unit",
          "Tài khoản của bạn không soạn được kế hoạch của đơn vị này. Chọn đơn vị của mình hoặc đơn vị trực thuộc."
        )
        return nil
      }
      return unit
    } catch Refusal.invalid(let problems) {
      for problem in problems { form.refuse(problem.field, problem.text) }
      return nil
    }
  }
}

extension Filling {
  /// The field of the issuing unit, with the choices where several fit.
  func issuer(_ candidates: [UnitLine]) -> [EditPage.FieldRow] {
    unit("unit", candidates).enumerated().map { index, field in
      .one(
        index == 0
          ? field.said(language.text("plans.field.unit"), hint: language.text("plans.hint.unit"))
          : field)
    }
  }
}
