@testable import Rules

/// Makes the reading that a truth asks for: what shows that the scoring can be satisfied.
enum TruthOracle {
  static func plan(_ truth: Truth, text: String) -> Plan {
    let whole = Span(start: 0, end: text.unicodeScalars.count)
    var plan = Plan()
    plan.header = header(truth.header, whole)
    plan.legalBases = truth.legalBases.filter { $0.optional != true }.map { reference($0, whole) }
    plan.citations = (truth.citations?.items ?? []).map { reference($0, whole) }
    plan.sections = (truth.sections ?? []).map { section($0, whole) }
    plan.footnotes = (0..<(truth.footnotes ?? 0)).map {
      Footnote(mark: "\($0 + 1)", text: "", span: whole)
    }
    plan.targets = truth.targets.filter { $0.optional != true }.compactMap { target($0, whole) }
    plan.tasks = truth.tasks.filter { $0.optional != true }.map { task($0, whole) }
    plan.inspection = truth.inspection.map { inspection($0, whole) }
    plan.reports = truth.reports.filter { $0.optional != true }.map { report($0, whole) }
    plan.outline = truth.outline.map { outline in
      Outline(
        title: first(outline.opening), sections: outline.sections.map { outlineSection($0, whole) },
        span: whole)
    }
    plan.warnings = (truth.warnings ?? []).map { Warning(code: $0, message: "", span: nil) }
    return plan
  }

  /// The first alternative; `~` is nothing.
  private static func first(_ words: String) -> String {
    TruthWords.alternatives(words).first ?? ""
  }

  private static func value(_ words: String?) -> String? {
    words.map(first).flatMap { $0 == "~" ? nil : $0 }
  }

  private static func header(_ truth: Truth.Header, _ span: Span) -> PlanHeader {
    var header = PlanHeader()
    header.kind = value(truth.kind)
    header.number = truth.number
    header.symbol = truth.symbol
    header.place = truth.place
    header.date = truth.date.flatMap { CivilDate(iso: $0) }
    header.year = truth.year
    header.issuer = value(truth.issuer)
    header.title = truth.title.map(title)
    header.signingAuthority = value(truth.signingAuthority)
    header.signerTitle = value(truth.signerTitle)
    header.signer = truth.signer
    header.recipients = truth.recipients.map {
      Recipient(name: $0.name, purpose: $0.purpose, span: span)
    }
    return header
  }

  private static func title(_ truth: Truth.Title) -> String {
    if let text = truth.text { return text }
    let opening = first(truth.opening ?? "").split(separator: " ")
    let ending = (truth.ending ?? "").split(separator: " ")
    let words = truth.words ?? opening.count + ending.count
    let filling = max(0, words - opening.count - ending.count)
    let overlap = max(0, opening.count + ending.count - words)
    return
      (opening.map(String.init) + Array(repeating: "x", count: filling)
      + ending.dropFirst(overlap).map(String.init)).joined(separator: " ")
  }

  private static func reference(_ truth: Truth.Reference, _ span: Span) -> DocumentReference {
    DocumentReference(
      document: truth.name ?? "Văn bản số \(truth.number ?? "")", number: truth.number,
      date: truth.date.flatMap { CivilDate(iso: $0) }, span: span)
  }

  private static func section(_ truth: Truth.Section, _ span: Span) -> PlanSection {
    PlanSection(
      number: truth.number.map(first), title: first(truth.opening), level: 1, span: span,
      children: (truth.children ?? []).map {
        PlanSection(number: nil, title: first($0), level: 2, span: span)
      })
  }

  private static func target(_ truth: Truth.Target, _ span: Span) -> Rules.Target? {
    Comparator(rawValue: truth.comparator).map {
      Rules.Target(
        text: first(truth.opening), comparator: $0, value: truth.value, unit: first(truth.unit),
        scope: truth.scope, span: span)
    }
  }

  private static func agencies(_ names: [String]?) -> [String] {
    (names ?? []).filter { !$0.hasPrefix("?") }.map(first)
  }

  private static func task(_ truth: Truth.Task, _ span: Span) -> Rules.Task {
    Rules.Task(
      text: first(truth.opening), lead: agencies(truth.lead),
      coordinating: agencies(truth.coordinating), executing: agencies(truth.executing),
      deadline: truth.deadline.flatMap { $0.any == true ? nil : $0 }.map {
        deadline($0.text, $0.kind ?? $0.kinds?.first, $0.dates, $0.lastDays)
      },
      product: truth.product, evidence: truth.evidence == true ? ["x"] : [], span: span)
  }

  private static func deadline(
    _ text: String?, _ kind: String?, _ dates: [String]?, _ lastDays: [String]?
  ) -> Deadline {
    var deadline = Deadline(
      text: first(text ?? ""), kind: kind.flatMap { Deadline.Kind(rawValue: $0) } ?? .period)
    deadline.dates = (dates ?? []).compactMap { CivilDate(iso: $0) }
    deadline.lastDays = (lastDays ?? []).compactMap { CivilDate(iso: $0) }
    return deadline
  }

  private static func report(_ truth: Truth.Report, _ span: Span) -> ReportDuty {
    ReportDuty(
      what: first(truth.what), to: truth.to, cutOff: nil,
      deadline: deadline("x", truth.kind ?? truth.kinds?.first, truth.dates, truth.lastDays),
      span: span)
  }

  private static func inspection(_ truth: Truth.Inspection, _ span: Span) -> InspectionProgramme {
    var programme = InspectionProgramme()
    programme.forms = truth.forms.filter { $0.optional != true }.compactMap { form in
      InspectionForm(rawValue: form.form).map {
        ProgrammedForm(
          form: $0, words: form.form, units: agencies(form.units), selection: form.selection,
          times: [deadline((form.times ?? []).joined(separator: ", "), nil, nil, form.lastDays)],
          content: Array(repeating: "x", count: form.contentCount ?? 0), span: span)
      }
    }
    programme.periodExamined = truth.periodExamined
    programme.team = (truth.team ?? []).map { TeamRole(role: $0.role, who: $0.who, span: span) }
    return programme
  }

  private static func outlineSection(_ truth: Truth.OutlineSection, _ span: Span) -> OutlineSection
  {
    OutlineSection(
      number: truth.number.map(first), title: first(truth.opening),
      questions: (truth.questions ?? []).map { question in
        Question(
          text: first(question.opening),
          kind: question.kinds?.first.flatMap { QuestionKind(rawValue: $0) } ?? .text,
          parts: (0..<(question.parts ?? 0)).map {
            QuestionPart(text: "x\($0)", kind: .number, span: span)
          },
          span: span)
      },
      sections: (truth.sections ?? []).map { outlineSection($0, span) }, span: span)
  }
}
