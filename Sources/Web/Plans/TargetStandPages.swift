internal import Records
internal import Rules

/// All targets of a plan with how many units reach them.
struct TargetStandsPage: Page {
  static let template = "plan-target-stands"
  let title: String
  let lead: String
  let trail: [Crumb]
  let rows: [Row]
  let none: String?

  struct Row: Encodable, Sendable {
    let href: String
    let number: String
    let text: String
    let holder: String
    let amount: String
    /// The number of the one unit that it binds; nil for several.
    let latest: String?
    let states: [State]
  }

  struct State: Encodable, Sendable {
    let stamp: String
    let text: String
  }

  static let sample = TargetStandsPage(
    title: "Kết quả chỉ tiêu", lead: "18/KH-UBND",
    trail: [Crumb(href: "/plans", text: "Kế hoạch")],
    rows: [
      Row(
        href: "/plans/01/targets/02", number: "1", text: "Tỷ lệ", holder: "Cấp xã", amount: "≥ 50%",
        latest: "62,5%", states: [State(stamp: "done", text: "2 đạt")])
    ], none: "Chưa có chỉ tiêu.")
}

extension TargetStandsPage {
  init(
    _ plan: OfficePlan, _ stands: [TargetStand], _ units: [ID<Unit>: String], _ call: Call
  ) {
    let language = call.language
    title = call.text("targets.title")
    lead = language.reference(plan.facts) + " – " + plan.facts.title
    trail = PlanTrail.to(plan, call)
    none = stands.isEmpty ? call.text("plans.noTargets") : nil
    rows = stands.enumerated().map { index, stand in
      let facts = stand.target.facts
      let single = stand.lines.count == 1 ? stand.lines[0].latest : nil
      return Row(
        href: PlanPath.target(stand.target.id, in: plan.id), number: "\(index + 1)",
        text: facts.indicator.isEmpty ? facts.text : facts.indicator,
        holder: language.holder(facts, issuer: plan.unit, units), amount: language.amount(facts),
        latest: single.flatMap(\.value).map { language.number($0, measure: facts.measure) },
        states: TargetStand.State.allCases.compactMap { state in
          let count = stand.count(state)
          guard count > 0 else { return nil }
          return State(
            stamp: state.stamp,
            text: stand.lines.count == 1
              ? language.text("targets.state." + state.rawValue)
              : language.text("targets.count." + state.rawValue, language.number(count)))
        })
    }
  }
}

extension TargetStand.State {
  var stamp: String {
    switch self {
    case .met: "done"
    case .notMet: "late"
    case .open: "wait"
    }
  }
}

/// One target: a picture, and a table of units and periods.
struct TargetPage: Page {
  static let template = "plan-target"
  let title: String
  let lead: String
  let trail: [Crumb]
  let facts: [PlanPage.Fact]
  let chart: BarChart?
  let chartNote: String?
  let periods: [String]
  let rows: [Row]
  let none: String?
  let states: [Past]

  struct Row: Encodable, Sendable {
    let unit: String
    let cells: [Cell]
    let state: String
    let stamp: String
    let edit: String?
  }

  struct Cell: Encodable, Sendable {
    let period: String
    let value: String
  }

  /// One entry of the history.
  struct Past: Encodable, Sendable {
    let at: String
    let unit: String
    let period: String
    let value: String
    let source: String
    let who: String
  }

  static let sample = TargetPage(
    title: "Tỷ lệ hồ sơ trực tuyến", lead: "18/KH-UBND",
    trail: [Crumb(href: "/plans", text: "Kế hoạch")],
    facts: [PlanPage.Fact(name: "Mức", value: "≥ 50%", words: nil)], chart: .sample,
    chartNote: "40 đơn vị đầu", periods: ["Năm 2026"],
    rows: [
      Row(
        unit: "Xã Phú Lộc", cells: [Cell(period: "Năm 2026", value: "62,5%")], state: "đạt",
        stamp: "done", edit: "/plans/01/targets/02/units/03")
    ], none: "Không có đơn vị.",
    states: [
      Past(
        at: "08:10 12/01/2026", unit: "Xã Phú Lộc", period: "Năm 2026", value: "62,5%",
        source: "Cổng dịch vụ công", who: "H'Thảo Niê")
    ])
}

extension TargetPage {
  init(_ found: TargetAnswer, _ call: Call) {
    let language = call.language
    let stand = found.stand
    let facts = stand.target.facts
    title = facts.indicator.isEmpty ? facts.text : facts.indicator
    lead = language.reference(found.plan.facts) + " – " + found.plan.facts.title
    trail =
      PlanTrail.to(found.plan, call) + [
        Crumb(href: PlanPath.targets(of: found.plan.id), text: call.text("targets.title"))
      ]
    self.facts = TargetPage.facts(found, language)
    let entries = TargetPage.entries(stand, language)
    chart =
      entries.isEmpty
      ? nil
      : BarChart(
        title: title,
        description: language.text(
          "targets.chart", language.amount(facts), language.number(stand.count(.met)),
          language.number(stand.lines.count)), entries, goal: facts.value)
    chartNote =
      entries.count > BarChart.most ? language.text("targets.chartPart", BarChart.most) : nil
    periods = stand.periods.map(language.period)
    rows = stand.lines.map { Row($0, found, language) }
    none = stand.lines.isEmpty ? call.text("targets.none") : nil
    states = found.states.map { Past($0, found, language) }
  }

  static func facts(_ found: TargetAnswer, _ language: Language) -> [PlanPage.Fact] {
    let facts = found.stand.target.facts
    return [
      ("text", facts.text), ("goal", language.amount(facts)),
      ("holder", language.holder(facts, issuer: found.plan.unit, found.units)),
      ("every", language.text("targets.every." + facts.every.rawValue)),
    ].map { PlanPage.Fact(name: language.text("targets.fact." + $0.0), value: $0.1, words: nil) }
  }

  /// A bar for each unit; for a single unit one for each period.
  static func entries(_ stand: TargetStand, _ language: Language) -> [BarChart.Entry] {
    let facts = stand.target.facts
    func entry(_ label: String, _ value: Double?) -> BarChart.Entry {
      BarChart.Entry(
        label: label,
        value: value.map { language.number($0, measure: facts.measure) }
          ?? language.text("targets.state.open"), number: value,
        isMet: value.map(facts.isMet) ?? false)
    }
    if stand.lines.count == 1 {
      return stand.periods.map { entry(language.period($0), stand.lines[0].values[$0]?.value) }
    }
    return stand.lines.map { entry($0.name, $0.latest?.value) }
  }
}

extension TargetPage.Row {
  init(_ line: TargetStand.Line, _ found: TargetAnswer, _ language: Language) {
    let stand = found.stand
    let state = stand.state(of: line)
    unit = line.name
    cells = stand.periods.map { period in
      TargetPage.Cell(
        period: language.period(period),
        value: line.values[period]?.value.map {
          language.number($0, measure: stand.target.facts.measure)
        } ?? "–")
    }
    self.state = language.text("targets.state." + state.rawValue)
    stamp = state.stamp
    edit =
      line.mayRecord
      ? PlanPath.values(of: line.unit, for: stand.target.id, in: found.plan.id) : nil
  }
}

extension TargetPage.Past {
  init(_ value: IndicatorValue, _ found: TargetAnswer, _ language: Language) {
    at = value.at.clock + " " + value.at.date.vietnamese
    unit = found.units[value.unit] ?? ""
    period = language.period(value.period)
    self.value =
      value.value.map { language.number($0, measure: found.stand.target.facts.measure) }
      ?? language.text("targets.takenBack")
    source = value.source
    who = language.say(kept: value.who)
  }
}
