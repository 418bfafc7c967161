import Rules

/// A card of the page: one thing that was read, with the words it came from.
struct PageItem {
  var id: String
  var tone: String
  var title: String
  var rows: [(label: String, value: String)] = []
  /// A short word in a shape: the amount of a target, the kind of a question.
  var tag: String?
  /// 0 for a card of its own; deeper for what belongs to the card above.
  var depth = 0
  /// The words, and single words among them that have a colour of their own.
  var highlights: [Highlight] = []

  init(_ id: String, _ tone: String, _ title: String, _ span: Span?) {
    self.id = id
    self.tone = tone
    self.title = title
    light(span, tone)
  }

  mutating func light(_ span: Span?, _ tone: String) {
    guard let span else { return }
    highlights.append(Highlight(span: span, item: id, tone: tone))
  }

  mutating func row(_ label: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    rows.append((label, value))
  }

  mutating func row(_ label: String, _ deadline: Deadline?) {
    row(label, deadline.map(DeadlineWords.summary))
    light(deadline?.span, "date")
  }
}

/// A tab of the page.
struct PageGroup {
  var id: String
  var title: String
  /// What the tab counts; headings in between are not counted.
  var count: Int
  var items: [PageItem]
}

/// Everything that was read, as cards in tabs. A tab without anything is left out.
enum PageGroups {
  static func all(_ plan: Plan) -> [PageGroup] {
    let outline = outline(plan.outline)
    let groups = [
      group("nhiem-vu", "Nhiệm vụ", plan.tasks.enumerated().map { task($1, $0 + 1) }),
      group("chi-tieu", "Chỉ tiêu", plan.targets.enumerated().map { target($1, $0 + 1) }),
      group("bao-cao", "Báo cáo", plan.reports.enumerated().map { report($1, $0 + 1) }),
      group("kiem-tra", "Kiểm tra", inspection(plan.inspection)),
      PageGroup(
        id: "de-cuong", title: "Đề cương", count: PlanCounts.questions(plan.outline), items: outline
      ),
      group("can-cu", "Căn cứ", references("b", plan.legalBases)),
      group("dan", "Văn bản dẫn", references("c", plan.citations)),
      group("phan-dau", "Phần đầu", header(plan.header)),
    ]
    return groups.filter { !$0.items.isEmpty }
  }

  static func warnings(_ plan: Plan) -> [PageItem] {
    plan.warnings.enumerated().map {
      PageItem("w\($0 + 1)", "warning", $1.message.description, $1.span)
    }
  }

  private static func group(_ id: String, _ title: String, _ items: [PageItem]) -> PageGroup {
    PageGroup(id: id, title: title, count: items.count, items: items)
  }

  private static func task(_ task: Task, _ number: Int) -> PageItem {
    var item = PageItem("t\(number)", "task", task.text, task.span)
    item.row("Chủ trì", PlanWords.list(task.lead))
    item.row("Phối hợp", PlanWords.list(task.coordinating))
    item.row("Thực hiện", PlanWords.list(task.executing))
    item.row("Thời hạn", task.deadline)
    item.row("Sản phẩm", task.product)
    item.row("Minh chứng", PlanWords.list(task.evidence))
    item.row("Kinh phí", task.funding)
    return item
  }

  private static func target(_ target: Target, _ number: Int) -> PageItem {
    var item = PageItem("g\(number)", "target", target.text, target.span)
    item.tag = PlanWords.amount(target)
    item.row("Phạm vi", target.scope)
    return item
  }

  private static func report(_ report: ReportDuty, _ number: Int) -> PageItem {
    var item = PageItem("r\(number)", "report", report.what, report.span)
    item.row("Gửi đến", report.to)
    item.row("Chốt số liệu", report.cutOff)
    item.row("Thời hạn", report.deadline)
    return item
  }

  private static func inspection(_ programme: InspectionProgramme?) -> [PageItem] {
    guard let programme else { return [] }
    let forms = programme.forms.enumerated().map { index, form in
      var item = PageItem("i\(index + 1)", "inspection", PlanWords.form(form.form), form.span)
      item.row("Nguyên văn", form.words)
      item.row("Đơn vị", PlanWords.list(form.units))
      item.row("Cách chọn", form.selection)
      for time in form.times { item.row("Thời gian", time) }
      item.row("Nội dung", PlanWords.list(form.content))
      item.row("Thời kỳ", programme.periodExamined)
      return item
    }
    let team = programme.team.enumerated().map { index, member in
      var item = PageItem("m\(index + 1)", "inspection", member.who, member.span)
      item.tag = PlanWords.role(member.role)
      return item
    }
    return forms + team
  }

  private static func references(
    _ prefix: String, _ references: [DocumentReference]
  ) -> [PageItem] {
    references.enumerated().map { index, reference in
      var item = PageItem("\(prefix)\(index + 1)", "basis", reference.document, reference.span)
      item.row("Ngày", reference.date?.vietnamese ?? reference.dateWords)
      return item
    }
  }

  private static func header(_ header: PlanHeader) -> [PageItem] {
    let fields = PlanWords.fields(header).enumerated().map { index, field in
      var item = PageItem("h\(index + 1)", "header", field.value, nil)
      for name in field.names { item.light(header.spans[name], "header") }
      item.tag = field.label
      return item
    }
    let recipients = header.recipients.enumerated().map { index, recipient in
      var item = PageItem(
        "n\(index + 1)", "header",
        recipient.name + (recipient.purpose.map { " (\($0))" } ?? ""), recipient.span)
      item.tag = "Nơi nhận"
      return item
    }
    return fields + recipients
  }

  private static func outline(_ outline: Outline?) -> [PageItem] {
    var items: [PageItem] = []
    var number = 0
    func id() -> String {
      number += 1
      return "o\(number)"
    }
    func add(_ section: OutlineSection, _ depth: Int) {
      let title = (section.number.map { $0 + ". " } ?? "") + section.title
      var heading = PageItem(id(), "outline", title, nil)
      heading.depth = min(depth, 4)
      items.append(heading)
      for question in section.questions {
        var item = PageItem(id(), "question", question.text, question.span)
        item.tag = PlanWords.question(question.kind)
        item.depth = min(depth + 1, 4)
        for part in question.parts {
          item.row(PlanWords.question(part.kind).capitalizedFirst, part.text)
          item.light(part.span, "part")
        }
        items.append(item)
      }
      for part in section.sections { add(part, depth + 1) }
    }
    for section in outline?.sections ?? [] { add(section, 0) }
    return items
  }
}

extension String {
  /// "Con số" for "con số".
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
