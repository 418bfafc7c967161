internal import Records
internal import Rules

/// Addresses of units, people, imports and merges; used by routes, links and tests.
enum OrganisationPath {
  static let home = "/"

  /// The tree: the visitor's top units, or what stands under `unit`.
  static func units(
    under unit: ID<Unit>? = nil, on date: CivilDate? = nil, search: String? = nil,
    vacant: Post? = nil, after: String? = nil
  ) -> String {
    "/units"
      + query([
        ("under", unit?.text), ("on", date?.iso), ("search", search),
        ("vacant", vacant?.rawValue), ("after", after),
      ])
  }

  static func unit(_ unit: ID<Unit>, on date: CivilDate? = nil) -> String {
    "/units/\(unit)" + query([("on", date?.iso)])
  }

  /// A form about a unit: `change`, `correction`, `ending`, `units`, `codes`, `holdings`, `hand-over`.
  static func unit(_ unit: ID<Unit>, _ act: UnitAct) -> String { "/units/\(unit)/\(act.rawValue)" }

  static let newTopUnit = "/units/new"

  static func correction(of holding: ID<OfficeHolding>) -> String {
    "/office-holdings/\(holding)/correction"
  }
  static func holding(_ holding: ID<OfficeHolding>) -> String {
    "/office-holdings/\(holding)/ending"
  }

  static let people = "/people"
  static let newPerson = "/people/new"

  static let peopleWithoutAccount = people(search: nil, lackingAccount: true)

  static func people(
    search: String?, lackingAccount: Bool = false, after: String? = nil
  ) -> String {
    "/people"
      + query([
        ("search", search), ("account", lackingAccount ? "none" : nil), ("after", after),
      ])
  }

  static let imports = "/units/imports"
  static let newImport = "/units/imports/new"
  static let merges = "/units/merges"

  static func importDraft(_ draft: ID<KeptList>) -> String { "/units/imports/drafts/\(draft)" }
  static func question(_ question: ID<SuccessionQuestion>) -> String { "/units/merges/\(question)" }
  static func undo(_ question: ID<SuccessionQuestion>) -> String {
    "/units/merges/\(question)/undo"
  }
  /// The questions of one province; nil: of units at the top.
  static func questions(
    in province: ID<Unit>?, answered: Bool, after: String? = nil
  ) -> String {
    "/units/merges/province"
      + query([
        ("province", province?.text), ("answered", answered ? "1" : nil), ("after", after),
      ])
  }
  static let newMerge = "/units/merges/new"
  static func split(_ unit: ID<Unit>) -> String { "/units/\(unit)/split" }

  static func person(_ person: ID<Person>) -> String { "/people/\(person)" }
  static func personChange(_ person: ID<Person>) -> String { "/people/\(person)/change" }

  private static func query(_ pairs: [(name: String, value: String?)]) -> String {
    let parts = pairs.compactMap { pair in pair.value.map { pair.name + "=" + Fields.encoded($0) } }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }
}

/// What can be done to a unit: the last word of the form's address.
enum UnitAct: String, CaseIterable, Sendable {
  case change
  case correction
  case ending
  /// Several units of one.
  case split
  /// Taking a recorded end back.
  case ongoing
  case addition = "units"
  case code = "codes"
  case holding = "office-holdings"
  case handOver = "hand-over"
}
