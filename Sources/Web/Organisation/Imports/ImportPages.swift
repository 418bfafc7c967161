internal import Records
internal import Rules

/// Lists that were taken over.
struct ImportsPage: Page {
  static let template = "imports"
  let title: String
  let trail: [Crumb]
  let newPath: String
  let mergesPath: String
  let rows: [Row]
  let empty: EmptyCard?

  struct Row: Encodable, Sendable {
    let name: String
    let note: String?
    let effective: String
    let changes: String
    let questions: String
    let done: String
  }

  static let sample = ImportsPage(
    title: "Nhập danh mục đơn vị", trail: [Crumb(href: "/units", text: "Đơn vị")],
    newPath: "/units/imports/new", mergesPath: "/units/merges",
    rows: [
      Row(
        name: "don-vi-2025.csv", note: "kèm sap-nhap.csv", effective: "01/07/2025",
        changes: "3.321 thêm", questions: "11", done: "20/11/2026 08:15, Trần Thị Hạnh")
    ], empty: .sample)

  private init(
    title: String, trail: [Crumb], newPath: String, mergesPath: String, rows: [Row],
    empty: EmptyCard?
  ) {
    self.title = title
    self.trail = trail
    self.newPath = newPath
    self.mergesPath = mergesPath
    self.rows = rows
    self.empty = empty
  }

  init(_ past: [UnitImportRecord], _ call: Call) {
    let language = call.language
    self.init(
      title: language.text("imports.title"),
      trail: [
        Crumb(href: OrganisationPath.home, text: language.text("home.title")),
        Crumb(href: OrganisationPath.units(), text: language.text("units.title")),
      ], newPath: OrganisationPath.newImport, mergesPath: OrganisationPath.merges,
      rows: past.map { Row($0, language) },
      empty: past.isEmpty
        ? EmptyCard(
          title: language.text("imports.none"), text: language.text("imports.noneHint"),
          action: Link(href: OrganisationPath.newImport, text: language.text("imports.new")))
        : nil)
  }
}

extension ImportsPage.Row {
  init(_ record: UnitImportRecord, _ language: Language) {
    name = record.listName
    var notes = record.mergesName.map { [language.text("imports.with", $0)] } ?? []
    if !record.provinces.isEmpty {
      notes.append(language.text("imports.only", record.provinces.joined(separator: ", ")))
    }
    note = notes.isEmpty ? nil : notes.joined(separator: " · ")
    effective = record.effectiveOn.vietnamese
    let counts = ImportCounts.changes(record.counts).filter { $0.count > 0 }
    changes =
      counts.isEmpty
      ? language.text("imports.noChange")
      : counts.map {
        language.number($0.count) + " " + language.text("difference." + $0.change.rawValue)
      }.joined(separator: ", ")
    questions = language.number(record.counts.questions)
    done = record.at.date.vietnamese + " " + record.at.clock + ", " + record.actor
  }
}

/// The numbers of an import by kind of change.
enum ImportCounts {
  static func changes(
    _ counts: UnitImportCounts
  ) -> [(change: UnitDifference.Change, count: Int)] {
    [
      (.begun, counts.begun), (.ended, counts.ended), (.renamed, counts.renamed),
      (.kindChanged, counts.kindChanged), (.moved, counts.moved),
      (.codeChanged, counts.codeChanged),
    ]
  }
}
