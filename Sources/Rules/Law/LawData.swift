internal import Yams

/// Values of law with the days on which they hold. Nothing here is a constant of the program: the
/// YAML files beside this one are the data, `docs/law-data.md` says how to keep them.
public struct LawData: Sendable {
  public private(set) var holidays: [Holiday] = []
  /// By year, ascending.
  public private(set) var notices: [HolidayNotice] = []
  /// What is wrong with the data: values without reference or checked date, dates that are none.
  public private(set) var problems: [String] = []
  private var series: [String: [Dated<String>]] = [:]

  public static let vietnam = LawData(
    files: ["working-time.yaml", "holidays.yaml", "day-swaps.yaml"].map {
      LawFile(name: $0, text: Embedded.texts[$0] ?? "")
    })

  /// The value in force on a day; `nil` where the data says nothing.
  public func value<Value>(_ key: LawKey<Value>, on date: CivilDate) -> Dated<Value>? {
    series[key.name]?.value(on: date)?.map(Value.init(law:))
  }

  /// All values of a key with the days on which they hold.
  public func values<Value>(_ key: LawKey<Value>) -> [Dated<Value>] {
    (series[key.name] ?? []).compactMap { $0.map(Value.init(law:)) }
  }

  /// The decision on a year's days off, if the data has one.
  public func notice(for year: Int) -> HolidayNotice? { notices.first { $0.year == year } }

  /// Reads files with the keys `values`, `holidays` or `years`. What cannot be read is left out and
  /// stands in `problems`.
  public init(files: [LawFile]) {
    var reader = LawReader()
    for file in files {
      let root = reader.root(file)
      for (key, node) in root.field("values")?.mapping ?? [:] {
        readSeries(key.scalar?.string ?? "", node, &reader, file.name)
      }
      for node in root.field("holidays")?.sequence ?? [] { readHoliday(node, &reader, file.name) }
      for node in root.field("years")?.sequence ?? [] { readNotice(node, &reader, file.name) }
    }
    notices.sort { $0.year < $1.year }
    problems = reader.problems
  }

  private mutating func readSeries(
    _ name: String, _ node: Yams.Node, _ reader: inout LawReader, _ file: String
  ) {
    let place = "\(file): \(name)"
    _ = reader.text(node, "description", place)
    series[name] = (node.field("dated")?.sequence ?? []).map { entry in
      reader.dated(entry, reader.text(entry, "value", place), place)
    }
  }

  private mutating func readHoliday(_ node: Yams.Node, _ reader: inout LawReader, _ file: String) {
    let code = reader.text(node, "code", file)
    let place = "\(file): \(code)"
    let calendar = Holiday.Calendar(rawValue: reader.text(node, "calendar", place))
    if calendar == nil { reader.note(place, "calendar is neither solar nor lunar") }
    holidays.append(
      Holiday(
        code: code, name: reader.text(node, "name", place), calendar: calendar ?? .solar,
        month: reader.number(node, "month", place), day: reader.number(node, "day", place),
        rules: (node.field("rules")?.sequence ?? []).map { rule in
          reader.dated(rule, Self.rule(rule, &reader, place), place)
        }))
  }

  private static func rule(_ node: Yams.Node, _ reader: inout LawReader, _ place: String)
    -> Holiday.Rule
  {
    Holiday.Rule(
      days: reader.number(node, "days", place),
      before: node.field("before") == nil ? 0 : reader.number(node, "before", place),
      beforeOnWeekday: numbers(node.field("beforeOnWeekday")).reduce(into: [:]) { table, entry in
        if let weekday = Int(entry.key) { table[weekday] = entry.value }
      },
      isSetByNotice: reader.flag(node, "setByNotice", place, default: false),
      isMadeUp: reader.flag(node, "madeUp", place, default: true))
  }

  private mutating func readNotice(_ node: Yams.Node, _ reader: inout LawReader, _ file: String) {
    let year = reader.number(node, "year", file)
    let place = "\(file): \(year)"
    let status = reader.text(node, "status", place)
    if !["official", "computed"].contains(status) {
      reader.note(place, "status is neither official nor computed")
    }
    notices.append(
      HolidayNotice(
        year: year, isOfficial: status == "official",
        daysBefore: Self.numbers(node.field("daysBefore")),
        reference: reader.reference(node, place),
        swaps: (node.field("swaps")?.sequence ?? []).compactMap { Self.swap($0, &reader, place) },
        notes: (node.field("notes")?.sequence ?? []).compactMap { $0.scalar?.string }))
  }

  private static func swap(_ node: Yams.Node, _ reader: inout LawReader, _ place: String)
    -> HolidayNotice.Swap?
  {
    let reference = reader.reference(node, place)
    guard let off = reader.date(node, "off", place), let worked = reader.date(node, "worked", place)
    else {
      reader.note(place, "a swap needs off and worked")
      return nil
    }
    return HolidayNotice.Swap(off: off, worked: worked, reference: reference)
  }

  private static func numbers(_ node: Yams.Node?) -> [String: Int] {
    (node?.mapping ?? [:]).reduce(into: [:]) { table, entry in
      guard let key = entry.key.scalar?.string, let text = entry.value.scalar?.string else {
        return
      }
      table[key] = Int(text)
    }
  }
}
