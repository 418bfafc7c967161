/// What an officer should look at before publishing: each warning has a code, words and a place.
struct Checks {
  let clues: Clues
  let plan: Plan
  private(set) var warnings: [Warning] = []

  /// What the checks need of the document besides the read plan.
  struct Clues {
    /// Day, month and year of the date line as far as they are filled in.
    var dateParts: DateLine.Parts?
    /// Marks of footnotes whose notes are missing.
    var looseMarks: [Footnotes.Mark]
  }

  static func run(_ plan: Plan, _ clues: Clues) -> [Warning] {
    var checks = Checks(clues: clues, plan: plan)
    checks.head()
    checks.deadlines()
    checks.numbering(plan.sections)
    checks.footnotes()
    checks.citations()
    checks.validity()
    checks.targets()
    checks.tasks()
    return checks.warnings
  }

  private init(clues: Clues, plan: Plan) {
    self.clues = clues
    self.plan = plan
  }

  private mutating func warn(_ code: String, _ message: Sentence, _ span: Span?) {
    warnings.append(Warning(code: code, message: message, span: span))
  }

  private mutating func head() {
    let header = plan.header
    if let place = header.spans["numberLine"] {
      warn("blankNumber", CheckWords.noNumber(symbol: header.symbol ?? ""), place)
    } else if header.number == nil {
      warn("blankNumber", CheckWords.noNumberLine, nil)
    }
    guard header.date == nil else { return }
    guard let span = header.spans["date"] else {
      return warn("blankDate", CheckWords.noDateLine, nil)
    }
    let parts = clues.dateParts
    let blanks = [parts?.day, parts?.month, parts?.year].map { $0 == nil }
    if blanks.contains(true) {
      warn(
        "blankDate", CheckWords.blankDate(day: blanks[0], month: blanks[1], year: blanks[2]), span)
    } else {
      warn("impossibleDate", CheckWords.impossibleDate, span)
    }
  }

  private mutating func deadlines() {
    guard let signed = plan.header.date else { return }
    var seen: Set<Span> = []
    for task in plan.tasks { check(task.deadline, signed, &seen) }
    for report in plan.reports { check(report.deadline, signed, &seen) }
    for form in plan.inspection?.forms ?? [] {
      for time in form.times { check(time, signed, &seen) }
    }
  }

  private mutating func check(
    _ deadline: Deadline?, _ signed: CivilDate, _ seen: inout Set<Span>
  ) {
    guard let deadline, deadline.kind != .recurring, let span = deadline.span,
      let last = deadline.lastDays.max(), last < signed,
      seen.insert(span).inserted
    else { return }
    warn(
      "deadlineBeforePlan",
      CheckWords.early(deadline.text, last: last, signed: signed), span)
  }

  /// Siblings with one kind of number must follow one another.
  private mutating func numbering(_ sections: [PlanSection]) {
    var last: [String: (ordinal: Int, number: String)] = [:]
    for section in sections {
      if let number = section.number, let (style, ordinal) = Numbering.read(number) {
        let before = last[style]
        if let before, !Numbering.follows(before.ordinal, ordinal, style) {
          warn("numberingJump", CheckWords.jump(from: before.number, to: number), section.span)
        } else if before == nil, ordinal > 1 {
          warn("numberingJump", CheckWords.lateStart(number), section.span)
        }
        last[style] = (ordinal, number)
      }
      numbering(section.children)
    }
  }

  private mutating func footnotes() {
    var marks: [String: Int] = [:]
    for note in plan.footnotes {
      if note.markSpan == nil {
        warn("footnoteWithoutMark", CheckWords.noteWithoutMark(note.mark), note.span)
      }
      marks[note.mark, default: 0] += 1
      if marks[note.mark] == 2 {
        warn(
          "markUsedTwice", CheckWords.markTwice(note.mark), note.markSpan ?? note.span)
      }
    }
    for mark in clues.looseMarks where !plan.footnotes.isEmpty {
      warn("footnoteMissing", CheckWords.markWithoutNote(mark.number), mark.span)
    }
  }

  private mutating func citations() {
    for reference in plan.legalBases + plan.citations {
      if reference.date == nil, let words = reference.dateWords, !words.hasPrefix("năm") {
        warn(
          "impossibleDate", CheckWords.impossibleDate(of: reference.document, words),
          reference.span)
      } else if let date = reference.date, let signed = plan.header.date, date > signed {
        warn(
          "impossibleDate",
          CheckWords.laterDate(of: reference.document, date), reference.span)
      }
    }
  }

  /// Documents that the law data knows to have ended before the plan's date, or its year where the day is
  /// blank.
  private mutating func validity() {
    let day = plan.header.date ?? plan.header.year.flatMap { CivilDate(year: $0, month: 1, day: 1) }
    guard let day else { return }
    var seen: Set<String> = []
    for reference in plan.legalBases + plan.citations {
      guard let number = reference.number,
        case .expired(let document) = LegalDocuments.status(
          of: number, issued: reference.date, on: day),
        seen.insert(number).inserted
      else { continue }
      warn(
        "expiredDocument",
        CheckWords.expired(reference.document, to: document.to, replacedBy: document.replacedBy),
        reference.span)
    }
  }

  private mutating func targets() {
    for target in plan.targets where target.unit == "%" && target.value > 100 {
      warn("targetOverHundred", CheckWords.overHundred(target.text), target.span)
    }
  }

  private mutating func tasks() {
    for task in plan.tasks where task.lead.isEmpty && task.executing.isEmpty {
      warn(
        "taskWithoutLead",
        CheckWords.noLead(Checks.short(task.text)), task.span)
    }
  }

  /// The first words, to name a task in a warning.
  static func short(_ text: String) -> String {
    let words = text.split(separator: " ")
    return words.count <= 14 ? text : words.prefix(14).joined(separator: " ") + "…"
  }
}
