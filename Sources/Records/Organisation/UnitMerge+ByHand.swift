public import Rules
public import Store

/// A unit that gives itself, or a part, to others.
public struct MergedUnit: Sendable, Equatable {
  public let unit: ID<Unit>
  public let extent: SuccessionExtent
  /// The version that the form saw.
  public let version: Int

  public init(_ unit: ID<Unit>, _ extent: SuccessionExtent, seen version: Int) {
    self.unit = unit
    self.extent = extent
    self.version = version
  }
}

extension UnitMerge {
  /// Makes one unit of several: those that go over whole, or with what is left of them, end on the day before
  /// `draft.from`; those that give a part live on.
  ///
  /// `under` says what becomes of the units under those that end; `.move` to the new one where it is nil.
  /// `source` is the decision: "Nghị quyết 1676/NQ-UBTVQH15". Needs `changeUnits` on all of them.
  public static func merge(
    _ units: [MergedUnit], into draft: UnitDraft, source: String, under: UnitEnding.Under? = nil,
    _ db: any Writer, _ act: Act
  ) throws -> ID<Unit> {
    guard !units.isEmpty, Set(units.map(\.unit)).count == units.count else {
      throw Refusal.invalid([
        Problem("units", "Hãy chọn các đơn vị được nhập, mỗi đơn vị một lần.")
      ])
    }
    // Those with nothing under them end first: the new unit may bear the name of one of them.
    let last = draft.from.adding(days: -1)
    var (ended, giving): ([MergedUnit], [MergedUnit]) = ([], [])
    for item in units {
      let children = try UnitChildren.of(item.unit, from: draft.from, to: .last, db)
      guard item.extent != .part, children.isEmpty else {
        giving.append(item)
        continue
      }
      try Units.end(item.unit, UnitEnding(last: last, reason: source), seen: item.version, db, act)
      ended.append(item)
    }
    // A code that lives on must be free on the new unit's first day.
    var uncoded = draft
    uncoded.codes = [:]
    let new = try Units.create(uncoded, db, act)
    for item in giving where item.extent != .part {
      let ending = UnitEnding(
        last: last, successors: [.init(new, item.extent)], reason: source,
        under: under ?? .move(to: new))
      try Units.end(item.unit, ending, seen: item.version, db, act)
    }
    for item in ended + giving where item.extent == .part || ended.contains(item) {
      try UnitSuccessions.record(
        from: item.unit, to: new, on: draft.from, item.extent, source: source, db, act)
    }
    try assign(draft.codes, to: new, from: draft.from, db, act)
    return new
  }

  /// Makes several units of one, which ends on the day before they begin, or lives on where `keepsOld`.
  ///
  /// All drafts begin on one day. Units under the old one go where `under` says.
  public static func split(
    _ old: MergedUnit, into drafts: [UnitDraft], keepsOld: Bool = false, source: String,
    under: UnitEnding.Under = .refuse, _ db: any Writer, _ act: Act
  ) throws -> [ID<Unit>] {
    guard let first = drafts.first, drafts.allSatisfy({ $0.from == first.from }) else {
      throw Refusal.invalid([
        Problem("from", "Các đơn vị được chia ra phải bắt đầu cùng một ngày.")
      ])
    }
    let new = try drafts.map { draft in
      var uncoded = draft
      uncoded.codes = [:]
      return try Units.create(uncoded, db, act)
    }
    if keepsOld {
      for unit in new {
        try UnitSuccessions.record(
          from: old.unit, to: unit, on: first.from, .part, source: source, db, act)
      }
    } else {
      try Units.end(
        old.unit,
        UnitEnding(
          last: first.from.adding(days: -1), successors: new.map { .init($0, .part) },
          reason: source, under: under),
        seen: old.version, db, act)
    }
    for (unit, draft) in zip(new, drafts) {
      try assign(draft.codes, to: unit, from: first.from, db, act)
    }
    return new
  }

  private static func assign(
    _ codes: [CodeScheme: String], to unit: ID<Unit>, from date: CivilDate, _ db: any Writer,
    _ act: Act
  ) throws {
    for scheme in CodeScheme.allCases {
      guard let code = codes[scheme], !code.isEmpty else { continue }
      let version = try Units.find(unit, on: date, db, act).version
      try UnitCodes.assign(code, scheme, to: unit, from: date, seen: version, db, act)
    }
  }
}
