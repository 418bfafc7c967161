internal import Records
internal import Rules

/// One duty: what is owed, by whom and when, what happened, and what the visitor can do now.
struct DutySheet: Page {
  static let template = "duty"
  let title: String
  let trail: [Crumb]
  let stage: StateMark
  let timing: StateMark?
  /// "Hạn 31/12/2026"
  let due: String
  /// The whole text, where the title is its beginning.
  let whole: String?
  let facts: [Fact]
  let forms: [Form]
  let hasForms: Bool
  /// What nobody but others can do now, and why.
  let notes: [String]
  /// What the visitor typed into a form that is no longer here.
  let kept: String?
  let evidence: DutyEvidenceSection
  let steps: [Step]
  let noSteps: String?
  let kin: Kins?

  struct Fact: Encodable, Sendable {
    let name: String
    let href: String?
    /// One or more lines.
    let lines: [String]
  }

  struct Step: Encodable, Sendable {
    let date: String
    let at: String
    let what: String
    let words: String?
    /// The numbers of a report: "Số hồ sơ trả đúng hạn: 98,5%".
    let figures: [String]
    let who: String
    let now: Bool
  }

  struct Kins: Encodable, Sendable {
    let list: [Kin]
  }

  struct Kin: Encodable, Sendable {
    let href: String?
    let unit: String
    let role: String
    let stage: StateMark?
    let timing: StateMark?
  }

  /// A form with at most a day and some words, and a button for each way to send it.
  struct Form: Encodable, Sendable {
    let title: String
    let note: String?
    let action: String
    let version: String
    let day: Field?
    let dayLabel: String
    let words: Field?
    let wordsLabel: String
    let wordsHint: String?
    /// Evidence sent with it; nil where none is asked for.
    let files: FormField?
    let figures: Figures?
    let buttons: [Button]

    var fieldIDs: [String] {
      [words?.id, day?.id, files?.id].compactMap(\.self)
        + (figures?.rows.flatMap { [$0.label.id, $0.value.id, $0.measure.id] } ?? [])
    }
  }

  /// Rows for numbers, folded away until there is one.
  struct Figures: Encodable, Sendable {
    let isOpen: Bool
    let rows: [FigureRow]
  }

  struct FigureRow: Encodable, Sendable {
    let label: Field
    let value: Field
    let measure: Field
  }

  struct Button: Encodable, Sendable {
    /// Where it sends the form, where that is not the form's own address.
    let action: String?
    let value: String?
    let text: String
    let kind: String?
  }

  static let sample = DutySheet(
    title: "Rà soát thủ tục hành chính", trail: [Crumb(href: "/duties", text: "Việc được giao")],
    stage: .sample, timing: .sample, due: "Hạn 31/12/2026", whole: "Rà soát …",
    facts: [Fact(name: "Đơn vị", href: "/units/01", lines: ["Xã Phú Lộc"])],
    forms: [
      Form(
        title: "Báo cáo", note: "Trần Thị Hạnh", action: "/duties/01/report", version: "1",
        day: .sample, dayLabel: "Hạn mới", words: .sample, wordsLabel: "Kết quả",
        wordsHint: "Nêu số liệu",
        files: Filling(Fields(), [Problem("report-files", "Tệp quá lớn.")], .vietnamese)
          .file("report-files").said("Tệp", hint: "PDF"),
        figures: Figures(
          isOpen: true, rows: [FigureRow(label: .sample, value: .sample, measure: .sample)]),
        buttons: [
          Button(action: "/duties/01/return", value: "grant", text: "Gửi", kind: "primary")
        ])
    ], hasForms: true, notes: ["Đang chờ xác nhận."], kept: "Đã làm.",
    evidence: .sample,
    steps: [
      Step(
        date: "2026-11-20", at: "20/11/2026", what: "Báo cáo", words: "Đã xong.",
        figures: ["Thủ tục đã rà soát: 112"], who: "H'Thảo Niê, 08:15", now: true)
    ], noSteps: "Chưa có gì.",
    kin: Kins(list: [
      Kin(href: "/duties/02", unit: "Sở Nội vụ", role: "chủ trì", stage: .sample, timing: .sample)
    ]))
}

extension DutySheet {
  init(_ found: DutyAnswer, _ problems: [Problem] = [], typed: DutyForm? = nil, _ call: Call) {
    let language = call.language
    let duty = found.duty
    title = DutyWords.short(duty.title, 140)
    trail = [Crumb(href: DutyPath.all, text: language.text("duties.title"))]
    stage = DutyWords.stage(duty.stage, language)
    timing = DutyWords.timing(duty, on: call.act.today, language)
    due = language.text("duty.dueOn", duty.due.vietnamese)
    whole = title == duty.title ? nil : duty.title
    facts = DutySheet.facts(found, language)
    let forms = DutyForms(found, problems, call).all
    self.forms = forms
    hasForms = !forms.isEmpty
    notes = DutySheet.notes(found, call)
    kept = typed.flatMap { DutySheet.kept($0, forms, call) }
    evidence = DutyEvidenceSection(
      found.evidence, of: duty, mayAdd: found.mayAddEvidence, call)
    let now = found.steps.last?.id
    steps = found.steps.reversed().map { step in
      Step(
        date: step.at.date.iso, at: step.at.date.vietnamese,
        what: step.due.map {
          language.text("duty.step.until", language.text("duty.step." + step.kind), $0.vietnamese)
        } ?? language.text("duty.step." + step.kind),
        words: step.words.isEmpty ? nil : step.words,
        figures: step.figures.map { DutyWords.figure($0, language) },
        who: step.who + ", " + step.at.clock,
        now: step.id == now)
    }
    noSteps = steps.isEmpty ? language.text("duty.noSteps", duty.openedOn.vietnamese) : nil
    kin =
      found.kin.isEmpty
      ? nil
      : Kins(
        list: found.kin.map { kin in
          Kin(
            href: kin.isVisible ? DutyPath.duty(kin.duty.id) : nil, unit: kin.unitName,
            role: language.say(kin.duty.role.words),
            stage: kin.isVisible ? DutyWords.stage(kin.duty.stage, language) : nil,
            timing: kin.isVisible
              ? DutyWords.timing(kin.duty, on: call.act.today, language) : nil)
        })
  }

  private static func facts(_ found: DutyAnswer, _ language: Language) -> [Fact] {
    let duty = found.duty
    func fact(_ key: String, _ text: String, _ href: String? = nil) -> Fact? {
      let lines = text.split(whereSeparator: \.isNewline).map(String.init)
      return lines.isEmpty
        ? nil : Fact(name: language.text("duty.fact." + key), href: href, lines: lines)
    }
    func unit(_ id: ID<Unit>) -> String? {
      found.seenUnits.contains(id) ? OrganisationPath.unit(id) : nil
    }
    let plan = found.plan.map { plan in
      [plan.facts.reference, plan.facts.title].compactMap(\.self).joined(separator: " – ")
    }
    return [
      fact("unit", found.unitName, unit(duty.unit)),
      fact("role", language.label(duty.role.words)),
      duty.lead.flatMap { fact("lead", found.leadName ?? "", unit($0)) },
      fact("giver", found.giverName, unit(duty.giver)),
      found.directive.flatMap { fact("directive", DutyWords.directive($0, language)) },
      plan.flatMap { fact("plan", $0, duty.plan.map { PlanPath.plan($0) }) },
      fact("product", duty.product),
      fact("evidence", duty.evidence),
      fact("opened", duty.openedOn.vietnamese),
      fact(
        "due",
        duty.isContinuous
          ? language.text("duty.continuous", duty.due.vietnamese) : duty.due.vietnamese),
      duty.firstDue == duty.due ? nil : fact("firstDue", duty.firstDue.vietnamese),
      fact("reported", duty.reportedOn?.vietnamese ?? ""),
      fact("decided", duty.decidedOn?.vietnamese ?? ""),
    ].compactMap(\.self)
  }

  /// Why something that one might look for cannot be done here and now, and who does it.
  private static func notes(_ found: DutyAnswer, _ call: Call) -> [String] {
    let language = call.language
    var notes: [String] = []
    if let asked = found.asked, !found.acts.contains(.decideExtension) {
      notes.append(
        language.text("duty.note.extensionAsked", asked.due.vietnamese, found.answeringName))
    }
    if found.duty.stage == .reported, found.acts.contains(.sendBack),
      !found.acts.contains(.accept)
    {
      notes.append(language.text("duty.note.ownReport", found.answeringName))
    } else if found.duty.stage == .reported, !found.acts.contains(.sendBack) {
      notes.append(language.text("duty.note.waiting", found.answeringName))
    }
    let waiting = found.kin.count {
      $0.isVisible && $0.duty.parent == found.duty.id && $0.duty.stage == .reported
    }
    if waiting > 0 { notes.append(language.text("duty.note.coordinating", waiting)) }
    return notes
  }

  /// What was typed, where no form on the page holds it any more.
  private static func kept(_ form: DutyForm, _ forms: [Form], _ call: Call) -> String? {
    let name = form.prefix + "-words"
    guard let text = call.form.text(name), !forms.contains(where: { $0.words?.id == name }) else {
      return nil
    }
    return text
  }
}
