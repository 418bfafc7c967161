/// Tasks, targets and inspections given as rows of tables.
struct TableItems {
  let outlook: Outlook
  let context: DeadlineContext
  private(set) var tasks: [Task] = []
  private(set) var targets: [Target] = []
  /// Rows of tables that programme inspections: who, when, what.
  private(set) var inspections:
    [(units: [String], time: Deadline?, content: String?, form: Passage?, span: Span)] = []

  static func read(_ outlook: Outlook, _ context: DeadlineContext) -> TableItems {
    var items = TableItems(outlook: outlook, context: context)
    var before: PlanTable?
    for node in outlook.tree.nodes where outlook.manuscript.blocks[node.block].kind == .table {
      if node.zone > 0, outlook.annexes[node.zone - 1].isOutline { continue }
      guard let table = TableReader.read(outlook.manuscript, node.block, after: before) else {
        continue
      }
      before = table
      items.read(table)
    }
    return items
  }

  private init(outlook: Outlook, context: DeadlineContext) {
    self.outlook = outlook
    self.context = context
  }

  private mutating func read(_ table: PlanTable) {
    let isTasks =
      table.has(.task)
      && [.lead, .executing, .coordinating, .time, .product].contains(where: table.has)
    let isTargets = table.has(.target) || table.has(.measure)
    let isProgramme =
      table.has(.unit) && !isTasks && !isTargets && (table.has(.time) || table.has(.content))
    for row in table.rows where table.groupHeading(row) == nil {
      if isTasks {
        addTask(table, row)
        for column in [TableColumn.task, .product] { addTargets(in: table.cell(column, of: row)) }
      } else if isTargets {
        addTargets(table, row)
      }
      if isProgramme { addInspection(table, row) }
    }
  }

  // MARK: Tasks

  private mutating func addTask(_ table: PlanTable, _ row: PlanTable.Row) {
    guard let cell = table.cell(.task, of: row), cell.count >= 8 else { return }
    let start = Markers.read(cell)?.contentStart ?? 0
    let words = cell.trimmed(start..<cell.count, also: [0x3B, 0x2E])
    var task = Task(text: flat(cell.text(words)), span: outlook.manuscript.span(cell, words))
    task.lead = names(table.cell(.lead, of: row))
    task.coordinating = names(table.cell(.coordinating, of: row))
    task.executing = names(table.cell(.executing, of: row))
    if task.lead.isEmpty, task.executing.isEmpty {
      task.executing = names(table.cell(.unit, of: row))
    }
    if let time = table.cell(.time, of: row) {
      task.deadline = Deadlines.read(outlook, time, time.range, context)
    } else {
      task.deadline = Deadlines.best(outlook, cell, words, context)
    }
    task.product = table.cell(.product, of: row).map { flat($0.text) }
    task.funding = table.cell(.funding, of: row).map { flat($0.text) }
    task.evidence = table.cell(.evidence, of: row).map { [flat($0.text)] } ?? []
    tasks.append(task)
  }

  private func names(_ cell: Passage?) -> [String] {
    cell.map { Responsibility.names($0, $0.trimmed($0.range, also: [0x2E, 0x3B, 0x2C, 0x2D])) }
      ?? []
  }

  private func flat(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value == 0x2028 ? " " : Character($0) })
  }

  // MARK: Targets

  private mutating func addTargets(_ table: PlanTable, _ row: PlanTable.Row) {
    guard let words = table.cell(.target, of: row) ?? table.cell(.task, of: row) else { return }
    let measure = table.cell(.measure, of: row)?.text
    for index in row.cells.indices where index < table.columns.count {
      let isLevel =
        table.columns[index] == nil
        && TableItems.levels.first(in: Passage(table.heads[index])) != nil
      guard table.columns[index] == .value || isLevel || isOnlyNumber(table, index),
        let found = TableItems.value(row.cells[index])
      else { continue }
      let unit = found.isPercent ? "%" : measure ?? ""
      targets.append(
        Target(
          text: flat(words.text), comparator: found.comparator, value: found.value, unit: unit,
          scope: isLevel ? table.heads[index] : nil,
          span: outlook.manuscript.span(words, words.range)))
    }
  }

  /// Targets in the words of a task or of its product.
  private mutating func addTargets(in cell: Passage?) {
    guard let cell else { return }
    for found in Targets.find(in: cell, cell.range, isTargetSection: false, year: context.year) {
      targets.append(
        Target(
          text: flat(cell.text(found.range)), comparator: found.comparator, value: found.value,
          unit: found.unit, scope: found.scope, span: outlook.manuscript.span(cell, found.range)))
    }
  }

  /// Where no head names the value: the column of the plan's year.
  private func isOnlyNumber(_ table: PlanTable, _ index: Int) -> Bool {
    guard table.columns[index] == nil, !table.has(.value), let year = context.year else {
      return false
    }
    let head = Passage(table.heads[index])
    return head.range.contains { position in
      head.isWordStart(position) && head.number(at: position)?.value == year
    }
  }

  /// "≥ 95%", "100", "Trên 80 %", "98,5"
  static func value(_ cell: Passage) -> (value: Double, comparator: Comparator, isPercent: Bool)? {
    guard let start = cell.range.first(where: { Letters.isDigit(cell.letters[$0]) }), start <= 16,
      let whole = cell.number(at: start)
    else { return nil }
    var value = Double(whole.value)
    var end = whole.end
    if end + 1 < cell.count, cell.letters[end] == 0x2C, let decimals = cell.number(at: end + 1) {
      value += Double(decimals.value) / power(10, decimals.end - end - 1)
      end = decimals.end
    } else if end + 3 < cell.count + 0, cell.letters[end] == 0x2E,
      let thousands = cell.number(at: end + 1),
      thousands.end - end == 4
    {
      value = value * 1000 + Double(thousands.value)
      end = thousands.end
    }
    let rest = cell.skipSpace(end)
    let isPercent = rest < cell.count && cell.letters[rest] == 0x25
    let sign = signs.matches(in: cell).first?.value ?? .equal
    return (value, sign, isPercent)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { result, _ in result * base }
  }

  private static let signs = PhraseTable<Comparator>([
    ("≥", .atLeast), (">=", .atLeast), (">", .more), ("≤", .atMost), ("<=", .atMost), ("<", .less),
    ("trên", .more), ("tối thiểu", .atLeast), ("ít nhất", .atLeast), ("trở lên", .atLeast),
    ("không dưới", .atLeast), ("tối đa", .atMost), ("không quá", .atMost), ("dưới", .less),
  ])
  private static let levels = PhraseTable<Bool>([
    ("cấp tỉnh", true), ("cấp huyện", true), ("cấp xã", true), ("sở", true), ("xã", true),
    ("huyện", true),
  ])

  // MARK: Inspections

  private mutating func addInspection(_ table: PlanTable, _ row: PlanTable.Row) {
    guard let cell = table.cell(.unit, of: row), cell.count >= 4 else { return }
    inspections.append(
      (
        names(cell),
        table.cell(.time, of: row).map { Deadlines.read(outlook, $0, $0.range, context) },
        table.cell(.content, of: row).map { flat($0.text) }, table.cell(.form, of: row),
        outlook.manuscript.span(cell, cell.range)
      ))
  }
}
