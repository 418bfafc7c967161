internal import Records
internal import Rules

/// What a list would change, before anything is recorded.
struct ImportReportPage: Page {
  static let template = "import-report"
  /// Rows of differences on one page.
  static let size = 50

  let title: String
  let lead: String
  let trail: [Crumb]
  let action: String
  let figures: [HomePage.Figure]
  let problems: Problems?
  let remarks: Remarks?
  /// How much is left open, and why.
  let doubts: Remarks?
  let withoutSuccessor: Remarks?
  let tabs: Tabs?
  let caption: String
  let rows: [Row]
  let pager: Pager?
  let nothing: String?
  let confirm: Confirm?

  struct Problems: Encodable, Sendable {
    let title: String
    let list: [String]
  }

  struct Remarks: Encodable, Sendable {
    let title: String
    let list: [String]
  }

  struct Tabs: Encodable, Sendable {
    let list: [Tab]
  }

  struct Tab: Encodable, Sendable {
    let href: String
    let text: String
    let count: String
    let current: Bool
  }

  struct Row: Encodable, Sendable {
    let name: String
    let code: String
    let before: String?
    let after: String?
  }

  struct Pager: Encodable, Sendable {
    let summary: String
    let previous: String?
    let next: String?
    let pages: [PageLink]
  }

  struct PageLink: Encodable, Sendable {
    let href: String?
    let text: String
    let current: Bool
  }

  struct Confirm: Encodable, Sendable {
    let plan: String
    let text: String
  }
}

extension ImportReportPage {
  static let sample = ImportReportPage(
    title: "Xem trước", lead: "don-vi.csv", trail: [Crumb(href: "/units", text: "Đơn vị")],
    action: "/units/imports/drafts/01",
    figures: [HomePage.Figure(href: "#", number: "12", text: "thêm", note: "từ 01/07/2025")],
    problems: Problems(title: "2 dòng sai", list: ["Dòng 3: thiếu tên."]),
    remarks: Remarks(title: "Lưu ý", list: ["11 đơn vị không rõ."]),
    doubts: Remarks(title: "1 chỗ chưa rõ", list: ["1: có nhiều đơn vị cũ cùng tên"]),
    withoutSuccessor: Remarks(title: "Không có đơn vị kế thừa", list: ["00001 Phường A"]),
    tabs: Tabs(list: [Tab(href: "?change=begun", text: "Thêm", count: "12", current: true)]),
    caption: "Thêm", rows: [Row(name: "Xã Phú Lộc", code: "01", before: "Xã", after: "Phường")],
    pager: Pager(
      summary: "1–50", previous: "?page=1", next: "?page=3",
      pages: [PageLink(href: "?page=2", text: "2", current: false)]),
    nothing: "Không có gì thay đổi.", confirm: Confirm(plan: "ab", text: "Ghi 12 thay đổi"))

  /// The list cannot be taken over: why, line by line.
  init(_ problems: [Problem], _ kept: KeptList, _ id: ID<KeptList>, _ call: Call) {
    let language = call.language
    title = language.text("imports.report")
    lead = kept.list.name
    trail = ImportReportPage.trail(language)
    action = OrganisationPath.importDraft(id)
    figures = []
    self.problems = Problems(
      title: language.text("imports.problems"), list: problems.map { language.say($0.text) })
    remarks = nil
    doubts = nil
    withoutSuccessor = nil
    tabs = nil
    caption = ""
    rows = []
    pager = nil
    nothing = nil
    confirm = nil
  }

  init(_ plan: UnitImportPlan, _ id: ID<KeptList>, _ call: Call) {
    let language = call.language
    let counts = ImportCounts.changes(plan.counts).filter { $0.count > 0 }
    let asked = call.query["change"].flatMap(UnitDifference.Change.init(rawValue:))
    let change = asked ?? counts.first?.change ?? .begun
    let path = { (change: UnitDifference.Change, page: Int) in
      OrganisationPath.importDraft(id) + "?change=\(change.rawValue)&page=\(page)"
    }
    title = language.text("imports.report")
    lead = language.text(
      "imports.reportLead", plan.request.list.name, language.number(plan.counts.listed),
      plan.request.effectiveOn.vietnamese)
    trail = ImportReportPage.trail(language)
    action = OrganisationPath.importDraft(id)
    figures = ImportReportPage.figures(plan, counts.map { ($0.change, $0.count) }, path, language)
    problems = nil
    remarks =
      plan.remarks.isEmpty
      ? nil : Remarks(title: language.text("imports.remarks"), list: plan.remarks.map(language.say))
    doubts = ImportReportPage.doubts(plan, language)
    withoutSuccessor = ImportReportPage.lost(plan, language)
    tabs =
      counts.isEmpty
      ? nil
      : Tabs(
        list: counts.map {
          Tab(
            href: path($0.change, 1), text: language.text("difference." + $0.change.rawValue),
            count: language.number($0.count), current: $0.change == change)
        })
    caption = language.text("difference.long." + change.rawValue)
    let list = plan.differences.filter { $0.change == change }
    let last = max(1, (list.count + Self.size - 1) / Self.size)
    let page = min(call.pageNumber, last)
    rows = list.dropFirst((page - 1) * Self.size).prefix(Self.size).map { Row($0, language) }
    pager = Pager(list.count, page, last, language) { path(change, $0) }
    nothing = plan.isChange ? nil : language.text("imports.nothing")
    confirm =
      plan.isChange
      ? Confirm(
        plan: plan.fingerprint,
        text: language.text(
          "imports.confirm",
          language.number(plan.differences.count + plan.counts.successions)))
      : nil
  }

  private static func trail(_ language: Language) -> [Crumb] {
    [
      Crumb(href: OrganisationPath.units(), text: language.text("units.title")),
      Crumb(href: OrganisationPath.imports, text: language.text("imports.title")),
    ]
  }

  private static func figures(
    _ plan: UnitImportPlan, _ counts: [(UnitDifference.Change, Int)],
    _ path: (UnitDifference.Change, Int) -> String, _ language: Language
  ) -> [HomePage.Figure] {
    var figures = counts.map { change, count in
      HomePage.Figure(
        href: path(change, 1) + "#list", number: language.number(count),
        text: language.text("difference." + change.rawValue), note: nil)
    }
    if plan.counts.questions > 0 {
      figures.append(
        HomePage.Figure(
          href: "#remarks", number: language.number(plan.counts.questions),
          text: language.text("imports.questions"), note: language.text("imports.neverGuessed")))
    }
    return figures
  }

  private static func doubts(_ plan: UnitImportPlan, _ language: Language) -> Remarks? {
    let total = plan.counts.questions
    guard total > 0 else { return nil }
    var reasons = MergeDoubt.allCases.compactMap { doubt in
      plan.doubts[doubt].map { (doubt: Optional(doubt), count: $0) }
    }
    // What stood under a unit that ends is asked about without prose to doubt.
    let rest = total - reasons.reduce(0) { $0 + $1.count }
    if rest > 0 { reasons.append((nil, rest)) }
    return Remarks(
      title: language.text("imports.doubts", language.number(total)),
      list: reasons.map { language.number($0.count) + ": " + language.doubt($0.doubt) })
  }

  /// Older units that nobody takes over, as far as is decided: the first of them.
  private static func lost(_ plan: UnitImportPlan, _ language: Language) -> Remarks? {
    let shown = 20
    guard !plan.withoutSuccessor.isEmpty else { return nil }
    var list = Array(plan.withoutSuccessor.prefix(shown))
    if plan.withoutSuccessor.count > shown {
      list.append(language.text("imports.andMore", plan.withoutSuccessor.count - shown))
    }
    return Remarks(
      title: language.text(
        "imports.withoutSuccessor", language.number(plan.withoutSuccessor.count)), list: list)
  }
}

extension ImportReportPage.Row {
  init(_ difference: UnitDifference, _ language: Language) {
    name = difference.name
    code = difference.code
    let isKind = difference.change == .kindChanged
    let shown = { (text: String) in isKind ? language.say(kept: text) : text }
    before = difference.before.isEmpty ? nil : shown(difference.before)
    after = difference.after.isEmpty ? nil : shown(difference.after)
  }
}

extension ImportReportPage.Pager {
  /// Nil where all rows stand on one page.
  init?(
    _ total: Int, _ page: Int, _ last: Int, _ language: Language, path: (Int) -> String
  ) {
    guard last > 1 else { return nil }
    let size = ImportReportPage.size
    summary = language.text(
      "list.summary", language.number((page - 1) * size + 1),
      language.number(min(total, page * size)), language.number(total))
    previous = page > 1 ? path(page - 1) : nil
    next = page < last ? path(page + 1) : nil
    pages = [
      ImportReportPage.PageLink(href: nil, text: "\(page)/\(last)", current: true)
    ]
  }
}
