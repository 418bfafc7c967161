internal import Records
internal import Rules

/// How duties are said on the screen.
enum DutyWords {
  static func stage(_ stage: DutyStage, _ language: Language) -> StateMark {
    let kind =
      switch stage {
      case .open: ""
      case .reported: "wait"
      case .returned: "soon"
      case .accepted: "done"
      case .dropped: "ended"
      }
    return StateMark(kind: kind, text: language.text("duty.stage." + stage.rawValue))
  }

  /// How it stands to its last day; nil where it has none any more.
  static func timing(_ duty: DutyLine, on day: CivilDate, _ language: Language) -> StateMark? {
    let days = Int(duty.due.dayNumber - day.dayNumber)
    return switch duty.timing(on: day) {
    case .overdue: StateMark(kind: "late", text: language.text("duty.overdue", -days))
    case .soon where days == 0: StateMark(kind: "soon", text: language.text("duty.dueToday"))
    case .soon: StateMark(kind: "soon", text: language.text("duty.dueIn", days))
    case .later: StateMark(kind: "", text: language.text("duty.dueIn", days))
    case .onTime: StateMark(kind: "", text: language.say(DutyTiming.onTime.words))
    case .late: StateMark(kind: "ended", text: language.say(DutyTiming.late.words))
    case .none: nil
    }
  }

  /// "Số hồ sơ trả đúng hạn: 98,5%"
  static func figure(_ figure: DutyFigure, _ language: Language) -> String {
    figure.label + ": " + language.number(figure.value, measure: figure.measure)
  }

  /// "Văn bản số 45/TB-UBND ngày 20/11/2026 (Chủ tịch UBND tỉnh)"
  static func directive(_ directive: Directive, _ language: Language) -> String {
    let day = directive.givenOn.vietnamese
    guard !directive.number.isEmpty else {
      return language.text("directive.spoken", directive.givenBy, day)
    }
    return directive.givenBy.isEmpty
      ? language.text("directive.written", directive.number, day)
      : language.text("directive.signed", directive.number, day, directive.givenBy)
  }

  /// A share in whole per cent; "–" of nothing.
  static func share(_ part: Int, of whole: Int) -> String {
    whole > 0 ? "\((part * 200 + whole) / (2 * whole))%" : "–"
  }

  /// "Đã hoàn thành 10 việc: 80% đúng hạn; 70% so với hạn giao ban đầu"; nil where nothing is done.
  static func shares(_ count: DutyCount, _ language: Language) -> String? {
    guard count.accepted > 0 else { return nil }
    return language.text(
      "duties.shares", language.number(count.accepted), share(count.onTime, of: count.accepted),
      share(count.firstOnTime, of: count.accepted))
  }

  /// The beginning of a long text, ending with a whole word.
  static func short(_ text: String, _ count: Int = 160) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard line.count > count else { return line }
    let start = line.prefix(count)
    let end = start.lastIndex { $0.isWhitespace } ?? start.endIndex
    return start[..<end] + "…"
  }
}

/// One duty in a list.
struct DutyRow: Encodable, Sendable {
  let href: String
  let title: String
  let plan: String?
  let unit: String
  let role: String
  let date: String
  let due: String
  let timing: StateMark?
  let stage: StateMark

  static let sample = DutyRow(
    href: "/duties/01", title: "Rà soát thủ tục hành chính", plan: "Kế hoạch cải cách hành chính",
    unit: "Xã Phú Lộc", role: "thực hiện", date: "2026-12-31", due: "31/12/2026",
    timing: .sample, stage: .sample)
}

extension DutyRow {
  init(_ duty: DutyLine, in page: DutyPage, _ call: Call) {
    self.init(
      duty, unit: page.units[duty.unit] ?? "–", plan: duty.plan.flatMap { page.plans[$0] }, call)
  }

  init(_ duty: DutyLine, of unit: Unit, _ call: Call) {
    self.init(duty, unit: unit.fullName, plan: nil, call)
  }

  init(_ duty: DutyLine, named unit: String, _ call: Call) {
    self.init(duty, unit: unit, plan: nil, call)
  }

  private init(_ duty: DutyLine, unit: String, plan: String?, _ call: Call) {
    href = DutyPath.duty(duty.id)
    title = DutyWords.short(duty.title)
    self.plan = plan.map { DutyWords.short($0, 100) }
    self.unit = unit
    role = call.language.say(duty.role.words)
    date = duty.due.iso
    due = duty.due.vietnamese
    timing = DutyWords.timing(duty, on: call.act.today, call.language)
    stage = DutyWords.stage(duty.stage, call.language)
  }
}
