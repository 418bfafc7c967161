import Rules

/// A plan printed for a person: counts and warnings first, then what the document says.
struct PlanSheet {
  let plan: Plan
  /// Remarks on how the file was decoded.
  let notes: [String]
  let page: TerminalPage

  func print() {
    masthead()
    warnings()
    header()
    references("CĂN CỨ", plan.legalBases)
    targets()
    tasks()
    inspection()
    reports()
    OutlineSheet(page: page).print(plan.outline)
    references("VĂN BẢN ĐƯỢC DẪN", plan.citations)
  }

  private func masthead() {
    let header = plan.header
    let number = PlanWords.number(header).map { " số \($0)" } ?? ""
    page.paragraph((header.kind ?? "Văn bản chưa rõ loại").uppercased() + number)
    if let title = header.title { page.paragraph(title) }
    page.line()
    page.paragraph("Đọc được: " + PlanCounts.sentence(plan) + ".")
    for note in notes { page.paragraph(note, lead: "! ") }
  }

  /// More than so many warnings of one kind would bury the others.
  private static let shownOfAKind = 5

  private func warnings() {
    guard !plan.warnings.isEmpty else { return }
    page.heading("CẦN XEM TRƯỚC", count: plan.warnings.count)
    var seen: [String: Int] = [:]
    for warning in plan.warnings {
      seen[warning.code, default: 0] += 1
      if seen[warning.code, default: 0] <= PlanSheet.shownOfAKind {
        page.paragraph(warning.message.description, lead: "! ", indent: 2)
      }
    }
    let hidden = seen.values.reduce(0) { $0 + max(0, $1 - PlanSheet.shownOfAKind) }
    if hidden > 0 {
      page.paragraph(
        "và \(hidden) điều cùng loại; xem đủ bằng --html hoặc --json.", lead: "… ", indent: 2)
    }
  }

  private func header() {
    page.heading("PHẦN ĐẦU VÀ PHẦN KÝ")
    for field in PlanWords.fields(plan.header) { page.row(field.label, field.value, column: 17) }
    for (index, recipient) in plan.header.recipients.enumerated() {
      let purpose = recipient.purpose.map { " (\($0))" } ?? ""
      page.row(index == 0 ? "Nơi nhận" : "", recipient.name + purpose, column: 17)
    }
  }

  private func references(_ title: String, _ references: [DocumentReference]) {
    guard !references.isEmpty else { return }
    page.heading(title, count: references.count)
    for reference in references {
      let date = reference.date.map { ", ngày \($0.vietnamese)" }
      let words = date ?? reference.dateWords.map { ", \($0)" } ?? ""
      page.paragraph(reference.document + words, lead: "- ", indent: 2)
    }
  }

  private func targets() {
    guard !plan.targets.isEmpty else { return }
    page.heading("CHỈ TIÊU", count: plan.targets.count)
    page.table(
      ["STT", "Mức", "Phạm vi", "Nội dung"],
      plan.targets.enumerated().map { index, target in
        ["\(index + 1)", PlanWords.amount(target), target.scope ?? "", target.text]
      })
  }

  private func tasks() {
    guard !plan.tasks.isEmpty else { return }
    page.heading("NHIỆM VỤ", count: plan.tasks.count)
    for (index, task) in plan.tasks.enumerated() {
      if index > 0 { page.line() }
      page.paragraph(task.text, lead: TerminalText.padded("\(index + 1).", 4), indent: 2)
      let rows = [
        ("Chủ trì", PlanWords.list(task.lead)), ("Phối hợp", PlanWords.list(task.coordinating)),
        ("Thực hiện", PlanWords.list(task.executing)),
        ("Thời hạn", task.deadline.map(DeadlineWords.summary)), ("Sản phẩm", task.product),
        ("Minh chứng", PlanWords.list(task.evidence)), ("Kinh phí", task.funding),
      ]
      for (label, value) in rows { page.row(label, value, indent: 6, column: 10) }
    }
  }

  private func inspection() {
    guard let programme = plan.inspection else { return }
    page.heading("CHƯƠNG TRÌNH KIỂM TRA", count: programme.forms.count)
    page.row("Thời kỳ kiểm tra", programme.periodExamined)
    for form in programme.forms {
      page.paragraph(PlanWords.form(form.form), lead: "• ", indent: 2)
      let rows = [
        ("Nguyên văn", "“\(form.words)”"), ("Đơn vị", PlanWords.list(form.units)),
        ("Cách chọn", form.selection),
        ("Thời gian", PlanWords.list(form.times.map(DeadlineWords.summary))),
        ("Nội dung", PlanWords.list(form.content)),
      ]
      for (label, value) in rows { page.row(label, value, indent: 4, column: 10) }
    }
    if !programme.team.isEmpty {
      page.paragraph("Đoàn kiểm tra", lead: "• ", indent: 2)
      for member in programme.team {
        page.row(PlanWords.role(member.role), member.who, indent: 4, column: 15)
      }
    }
  }

  private func reports() {
    guard !plan.reports.isEmpty else { return }
    page.heading("BÁO CÁO", count: plan.reports.count)
    for (index, report) in plan.reports.enumerated() {
      page.paragraph(report.what, lead: TerminalText.padded("\(index + 1).", 4), indent: 2)
      page.row("Gửi đến", report.to, indent: 6, column: 10)
      page.row("Chốt số", report.cutOff, indent: 6, column: 10)
      page.row("Thời hạn", report.deadline.map(DeadlineWords.summary), indent: 6, column: 10)
    }
  }
}

/// The outline in short: its sections, and how many questions of which kind each one asks.
struct OutlineSheet {
  let page: TerminalPage

  func print(_ outline: Outline?) {
    guard let outline else { return }
    page.heading("ĐỀ CƯƠNG BÁO CÁO", count: PlanCounts.questions(outline))
    page.paragraph(outline.title, indent: 2)
    for section in outline.sections { print(section, indent: 2) }
  }

  private func print(_ section: OutlineSection, indent: Int) {
    let counts = QuestionKind.allInOrder.compactMap { kind in
      let count = section.questions.count { $0.kind == kind }
      return count > 0 ? "\(count) \(PlanWords.question(kind))" : nil
    }
    let number = section.number.map { $0 + ". " } ?? "- "
    let summary = counts.isEmpty ? "" : " [" + counts.joined(separator: ", ") + "]"
    page.paragraph(section.title + summary, lead: number, indent: min(indent, 14))
    for part in section.sections { print(part, indent: indent + 3) }
  }
}

extension QuestionKind {
  static let allInOrder: [QuestionKind] = [.text, .number, .share, .yesNo, .table, .evidence]
}
