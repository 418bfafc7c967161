internal import Records
internal import Rules

/// The provinces with questions, and how far each is answered.
struct MergesPage: Page {
  static let template = "merges"
  let title: String
  let lead: String
  let trail: [Crumb]
  let newMergePath: String?
  let rows: [Row]
  let empty: EmptyCard?

  struct Row: Encodable, Sendable {
    let name: String
    let open: Link?
    let answered: Link?
    let done: String
    let total: String
    let words: String
  }

  static let sample = MergesPage(
    title: "Sáp nhập", lead: "11 câu hỏi", trail: [Crumb(href: "/units", text: "Đơn vị")],
    newMergePath: "/units/merges/new",
    rows: [
      Row(
        name: "Tỉnh Tân An", open: Link(href: "/units/merges/province", text: "3"),
        answered: Link(href: "/units/merges/province", text: "8"), done: "8", total: "11",
        words: "8 trong 11")
    ], empty: .sample)
}

extension MergesPage {
  init(_ progress: [MergeProgress], _ call: Call) {
    let language = call.language
    let open = progress.reduce(0) { $0 + $1.open }
    title = language.text("merges.title")
    lead = language.text(
      "merges.lead", language.number(open),
      language.number(progress.reduce(0) { $0 + $1.answered }))
    trail = [
      Crumb(href: OrganisationPath.units(), text: language.text("units.title")),
      Crumb(href: OrganisationPath.imports, text: language.text("imports.title")),
    ]
    newMergePath =
      call.visitor.session?.may(.changeUnits) == true ? OrganisationPath.newMerge : nil
    rows = progress.map { Row($0, language) }
    empty =
      progress.isEmpty
      ? EmptyCard(
        title: language.text("merges.none"), text: language.text("merges.noneHint"),
        action: Link(href: OrganisationPath.newImport, text: language.text("imports.new")))
      : nil
  }
}

extension MergesPage.Row {
  init(_ progress: MergeProgress, _ language: Language) {
    let link = { (count: Int, answered: Bool) in
      count == 0
        ? nil
        : Link(
          href: OrganisationPath.questions(in: progress.province, answered: answered),
          text: language.number(count))
    }
    name = progress.fullName.isEmpty ? language.text("merges.top") : progress.fullName
    open = link(progress.open, false)
    answered = link(progress.answered, true)
    done = String(progress.answered)
    total = String(progress.answered + progress.open)
    words = language.text("merges.progress", done, total)
  }
}

/// The questions of one province.
struct MergeListPage: Page {
  static let template = "merge-list"
  let title: String
  let trail: [Crumb]
  let tabs: [Tab]
  let rows: [Row]
  let empty: EmptyCard?
  let more: More?

  struct Tab: Encodable, Sendable {
    let href: String
    let text: String
    let current: Bool
  }

  struct Row: Encodable, Sendable {
    let href: String
    let words: String
    let unit: String
    let doubt: String
    let answer: String?
  }

  static let sample = MergeListPage(
    title: "Tỉnh Tân An", trail: [Crumb(href: "/units/merges", text: "Sáp nhập")],
    tabs: [Tab(href: "?answered=0", text: "Chưa quyết định", current: true)],
    rows: [
      Row(
        href: "/units/merges/01", words: "một phần xã Phú Thạnh", unit: "Xã Phú Lộc",
        doubt: "có nhiều đơn vị cùng tên", answer: "Xã Phú Thạnh")
    ], empty: .sample, more: .sample)
}

extension MergeListPage {
  init(
    _ page: UnitMerge.Page, _ province: ID<Unit>?, _ name: String?, answered: Bool,
    isFirst: Bool, _ call: Call
  ) {
    let language = call.language
    title = language.text("merges.title") + ": " + (name ?? language.text("merges.top"))
    trail = [
      Crumb(href: OrganisationPath.units(), text: language.text("units.title")),
      Crumb(href: OrganisationPath.merges, text: language.text("merges.title")),
    ]
    tabs = [false, true].map {
      Tab(
        href: OrganisationPath.questions(in: province, answered: $0),
        text: language.text($0 ? "merges.answered" : "merges.open"), current: $0 == answered)
    }
    rows = page.questions.map { question in
      let chosen = question.candidates.filter(\.isChosen).map(\.fullName)
      return Row(
        href: OrganisationPath.question(question.id), words: question.words,
        unit: question.unitName, doubt: language.doubt(question.doubt),
        answer: question.answer == nil
          ? nil
          : chosen.isEmpty ? language.text("merges.noneChosen") : chosen.joined(separator: ", "))
    }
    empty =
      page.questions.isEmpty
      ? EmptyCard(
        title: language.text(answered ? "merges.noAnswers" : "merges.allDone"),
        text: language.text("merges.allDoneHint"),
        action: Link(href: OrganisationPath.merges, text: language.text("merges.title"))) : nil
    let path = { (after: String?) in
      OrganisationPath.questions(in: province, answered: answered, after: after)
    }
    more = More.of(first: isFirst ? nil : path(nil), next: page.next.map { path($0.text) })
  }
}

/// One question: the words of the list, who is meant, an answer or what was answered.
struct MergeQuestionPage: Page {
  static let template = "merge-question"
  let title: String
  let lead: String
  let trail: [Crumb]
  let words: String
  let source: String
  let doubt: String
  let extent: String
  let unit: Link
  /// The form; nil where the question is answered.
  let ask: Ask?
  let answered: Answered?

  struct Ask: Encodable, Sendable {
    let action: String
    let version: String
    let options: [FormField]
    let rows: [EditPage.FieldRow]
    let later: String
  }

  struct Answered: Encodable, Sendable {
    let units: [Link]
    let none: String?
    let note: String?
    let who: String
    let undo: String
    let version: String
    let next: String
  }

  static let sample = MergeQuestionPage(
    title: "Phường Hòa Lộc", lead: "Còn 3 câu hỏi", trail: [Crumb(href: "/units", text: "Đơn vị")],
    words: "một phần xã Phú Thạnh", source: "Danh sách sáp nhập", doubt: "nhiều đơn vị cùng tên",
    extent: "một phần", unit: Link(href: "/units/01", text: "Phường Hòa Lộc"),
    ask: Ask(
      action: "/units/merges/01", version: "1",
      options: EditPage.sample.rows.flatMap(\.fields),
      rows: EditPage.sample.rows, later: "/units/merges/02"),
    answered: Answered(
      units: [Link(href: "/units/02", text: "Xã Phú Thạnh")], none: "Không đơn vị nào",
      note: "lý do", who: "Trần Thị Hạnh, 20/11/2026", undo: "/units/merges/01/undo",
      version: "2", next: "/units/merges"))
}

extension MergeQuestionPage {
  init(_ found: MergeAnswer, _ call: Call, _ problems: [Problem]) {
    let language = call.language
    let question = found.question
    let list = OrganisationPath.questions(in: found.province?.id, answered: false)
    title = language.text(
      question.topic == .predecessor ? "merges.askPredecessor" : "merges.askSubordinate")
    lead = language.text(
      "merges.left", language.number(found.open),
      language.number(found.open + found.answered),
      found.province?.fullName ?? language.text("merges.top"))
    trail = [
      Crumb(href: OrganisationPath.merges, text: language.text("merges.title")),
      Crumb(href: list, text: found.province?.fullName ?? language.text("merges.top")),
    ]
    words = question.words
    source = language.text("merges.source", question.effectiveOn.vietnamese)
    doubt = language.doubt(question.doubt)
    extent = language.text("extent." + question.extent.rawValue)
    unit = Link(href: OrganisationPath.unit(question.unit), text: question.unitName)
    ask = question.answer == nil ? Ask(found, call, problems, later: list) : nil
    answered = question.answer == nil ? nil : Answered(question, language, next: list)
  }
}

extension MergeQuestionPage.Ask {
  init(_ found: MergeAnswer, _ call: Call, _ problems: [Problem], later: String) {
    let question = found.question
    let language = call.language
    let filling = Filling(call.form.fields, problems, language)
    action = OrganisationPath.question(question.id)
    version = String(question.version)
    let candidates = question.candidates.map {
      (value: $0.unit.text, text: $0.fullName, note: $0.above.isEmpty ? nil : Optional($0.above))
    }
    options = [
      filling.options(
        "chosen",
        candidates + [
          ("none", language.text("merges.noneChosen"), language.text("merges.noneNote"))
        ],
        several: question.topic == .predecessor)
    ]
    rows =
      filling.unit("other", found.others, optional: true).map { .one($0) } + [
        .one(filling.area("note", optional: true))
      ]
    self.later = later
  }
}

extension MergeQuestionPage.Answered {
  init(_ question: SuccessionQuestion, _ language: Language, next: String) {
    units = question.candidates.filter(\.isChosen).map {
      Link(
        href: OrganisationPath.unit($0.unit, on: question.dayOfChoice),
        text: $0.above.isEmpty ? $0.fullName : $0.fullName + ", " + $0.above)
    }
    none = units.isEmpty ? language.text("merges.noneChosen") : nil
    note = question.note.isEmpty ? nil : question.note
    who =
      (question.decidedBy ?? "")
      + (question.decidedAt.map { ", " + $0.date.vietnamese + " " + $0.clock } ?? "")
    undo = OrganisationPath.undo(question.id)
    version = String(question.version)
    self.next = next
  }
}

extension Language {
  /// Why a list leaves something open.
  func doubt(_ doubt: MergeDoubt?) -> String {
    self.text("doubt." + (doubt?.rawValue ?? "subordinate"))
  }
}
