internal import Records
internal import Rules

/// The forms for exactly what the visitor can do to a duty now.
struct DutyForms {
  private let found: DutyAnswer
  private let problems: [Problem]
  private let call: Call

  init(_ found: DutyAnswer, _ problems: [Problem], _ call: Call) {
    self.found = found
    self.problems = problems
    self.call = call
  }

  var all: [DutySheet.Form] {
    let acts = found.acts
    return [
      acts.contains(.report) ? report : nil,
      acts.contains(.sendBack) ? answer : nil,
      acts.contains(.decideExtension) ? decision : nil,
      acts.contains(.askExtension)
        ? form(
          .extension, note: nil, day: "extension-due", words: "extension-words",
          [button("extension")]) : nil,
      acts.contains(.reopen)
        ? form(.reopening, note: nil, words: "reopening-words", [button("reopening")]) : nil,
      acts.contains(.takeBack)
        ? form(.withdrawal, note: nil, words: nil, [button("withdrawal")]) : nil,
    ].compactMap(\.self)
  }

  private var report: DutySheet.Form {
    form(
      .report, note: nil, words: "report-words", hasHint: true, figures: figures, hasFiles: true,
      [button("report", kind: "primary")])
  }

  private var figures: DutySheet.Figures {
    let names = ["label", "value", "measure"]
    let rows = (1...Form.figureRows).map { row in
      names.map { call.field("report-\($0)-\(row)", nil, problems) }
    }
    return DutySheet.Figures(
      isOpen: rows.joined().contains { !$0.value.isEmpty || $0.problem != nil },
      rows: rows.map { DutySheet.FigureRow(label: $0[0], value: $0[1], measure: $0[2]) })
  }

  /// One field of words for both answers.
  private var answer: DutySheet.Form {
    let mayAccept = found.acts.contains(.accept)
    let back = button(
      "return", kind: mayAccept ? nil : "primary",
      action: DutyPath.form(found.duty.id, .sendingBack))
    return form(
      mayAccept ? .acceptance : .sendingBack, note: said, words: "answer-words", hasHint: true,
      (mayAccept ? [button("acceptance", kind: "primary")] : []) + [back])
  }

  /// The report that waits for its answer.
  private var said: String? {
    found.steps.last { $0.kind == DutyMove.report.rawValue }.map { step in
      let said = call.language.text(
        "duty.form.answer.said", step.who, step.at.date.vietnamese, step.words)
      return ([said] + step.figures.map { DutyWords.figure($0, call.language) })
        .joined(separator: "\n")
    }
  }

  private var decision: DutySheet.Form {
    let asked = found.asked
    return form(
      .decision,
      note: asked.map {
        call.language.text("duty.form.decision.asked", $0.who, $0.due.vietnamese, $0.words)
      }, day: "decision-due", dayValue: asked?.due, words: "decision-words", hasHint: true,
      [
        button("grant", kind: "primary", value: "grant"), button("refuse", value: "refuse"),
      ])
  }

  private func form(
    _ form: DutyForm, note: String?, day: String? = nil, dayValue: CivilDate? = nil,
    words: String?, hasHint: Bool = false, figures: DutySheet.Figures? = nil,
    hasFiles: Bool = false,
    _ buttons: [DutySheet.Button]
  ) -> DutySheet.Form {
    let key = "duty.form." + form.prefix
    return DutySheet.Form(
      title: call.text(form == .withdrawal ? "duty.form.withdrawal" : key + ".title"), note: note,
      action: DutyPath.form(found.duty.id, form), version: String(found.duty.version),
      day: day.map { call.dateField($0, dayValue, problems) },
      dayLabel: day == nil ? "" : call.text(key + ".day"),
      words: words.map { call.field($0, nil, problems, hasHint: hasHint) },
      wordsLabel: words == nil ? "" : call.text(key + ".words"),
      wordsHint: hasHint ? call.text(key + ".hint") : nil, files: hasFiles ? files(form) : nil,
      figures: figures, buttons: buttons)
  }

  /// Several files at once; what they say of themselves can be written on their own pages.
  private func files(_ form: DutyForm) -> FormField {
    let filling = Filling(Fields(), problems, call.language)
    return filling.file(form.prefix + "-files", accept: EvidenceKind.accepted).said(
      call.text("evidence.field.files"),
      hint: call.language.text(
        "evidence.hint.files", ByteCount.text(call.site.settings.limits.upload)))
  }

  private func button(
    _ key: String, kind: String? = nil, value: String? = nil, action: String? = nil
  ) -> DutySheet.Button {
    DutySheet.Button(
      action: action, value: value, text: call.text("duty.button." + key), kind: kind)
  }
}
