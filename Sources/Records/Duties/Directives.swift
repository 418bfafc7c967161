public import Rules
public import Store

/// What a leader gives units to do, as a form says it.
public struct DirectiveDraft: Sendable, Equatable {
  public var giver: ID<Unit>
  /// The document that says it; empty where it was only said.
  public var number: String
  public var givenOn: CivilDate
  public var givenBy: String
  public var text: String
  public var product: String
  public var due: CivilDate
  /// Who does it; the words of a share count for nothing here.
  public var shares: [TaskShare]

  public init(
    giver: ID<Unit>, number: String = "", givenOn: CivilDate, givenBy: String = "", text: String,
    product: String = "", due: CivilDate, shares: [TaskShare]
  ) {
    self.giver = giver
    self.number = number
    self.givenOn = givenOn
    self.givenBy = givenBy
    self.text = text
    self.product = product
    self.due = due
    self.shares = shares
  }
}

/// Ý kiến chỉ đạo, nhiệm vụ được giao: duties without a plan.
public enum Directives {
  /// Days ahead at most: a last day further away is a slip of the keyboard.
  private static let furthest = 3_660

  /// The units named get their duties, which are returned, the lead's first. Needs `giveDuties` on the giver, and
  /// all units are the giver or under it. Problems name `giver`, `number`, `givenOn`, `givenBy`, `text`, `product`,
  /// `due`, `units`.
  @discardableResult
  public static func give(
    _ draft: DirectiveDraft, _ db: any Writer, _ act: Act
  ) throws -> [ID<Duty>] {
    let name = try named(draft.giver, db, act)
    try Rights.demand(.giveDuties, on: draft.giver, db, act)
    let (draft, holders, making) = try checked(draft, name, db, act)
    let id = act.newID(Directive.self)
    try db.execute(
      """
      INSERT INTO directive (id, giver_id, number, given_on, given_by, text, due_on)
      VALUES
        (\(id), \(draft.giver), \(draft.number), \(draft.givenOn), \(draft.givenBy), \(draft.text),
         \(draft.due))
      """)
    let matter = DutyMaking.Matter(directive: id, title: draft.text, product: draft.product)
    let duties = try making.make(matter, holders, due: draft.due, db)
    try SearchEntries.note(.duty, duties.map(\.text), db)
    try Notices.tellGiven(
      zip(duties, holders).map { ($0, $1.unit) }, draft.text, due: draft.due, db, act)
    try Audit.record(
      "directive.give", of: Subject("directive", id.text), unit: draft.giver,
      after: [
        "number": draft.number.isEmpty ? nil : draft.number, "givenOn": draft.givenOn.iso,
        "givenBy": draft.givenBy.isEmpty ? nil : draft.givenBy, "text": draft.text,
        "due": draft.due.iso, "duties": "\(duties.count)",
      ], db, act)
    return duties
  }

  /// What a duty that the actor sees comes from; nil where that is a plan.
  public static func of(
    _ duty: DutyLine, _ db: any Reader
  ) throws -> Directive? {
    guard let id = duty.directive else { return nil }
    return try db.row(
      """
      SELECT giver_id, number, given_on, given_by, text, due_on
      FROM directive
      WHERE id = \(id)
      """
    ).map { row in
      Directive(
        id: id, giver: try row.get("giver_id"), number: try row.get("number"),
        givenOn: try row.get("given_on"), givenBy: try row.get("given_by"),
        text: try row.get("text"), due: try row.get("due_on"))
    }
  }

  /// The giver's name; a program may give without seeing units.
  private static func named(
    _ giver: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> String {
    let row = try db.row(
      """
      SELECT full_name FROM unit_version
      WHERE unit_id = \(giver) AND valid_from <= \(act.today) AND valid_to >= \(act.today)
      """)
    guard let row else {
      throw Refusal.invalid([
        Problem("giver", "Không có đơn vị đang hoạt động này. Hãy chọn lại đơn vị giao việc.")
      ])
    }
    return try row.get("full_name")
  }

  private static func checked(
    _ draft: DirectiveDraft, _ giver: String, _ db: any Reader, _ act: Act
  ) throws -> (DirectiveDraft, [DutyMaking.Holder], DutyMaking) {
    var draft = draft
    draft.number = OfficeText.cleaned(draft.number)
    draft.givenBy = OfficeText.cleaned(draft.givenBy)
    draft.product = OfficeText.cleaned(draft.product)
    draft.text = VietnameseOrder.composed(draft.text).replacing("\r\n", with: "\n")
    let words: [(String, String, Sentence, Int, Bool)] = [
      (OfficeText.cleaned(draft.text), "text", "Nội dung việc", 5_000, false),
      (draft.number, "number", "Số văn bản", 100, true),
      (draft.givenBy, "givenBy", "Người chỉ đạo", 200, true),
      (draft.product, "product", "Sản phẩm", 500, true),
    ]
    var problems = words.compactMap { text, field, label, limit, mayBeEmpty in
      OfficeText.problem(text, field, label, limit: limit, mayBeEmpty: mayBeEmpty)
    }
    if draft.number.isEmpty, draft.givenBy.isEmpty {
      problems.append(
        Problem("givenBy", "Nhập số văn bản, hoặc người chỉ đạo nếu là ý kiến trực tiếp."))
    }
    problems += days(draft, act)
    let making = try DutyMaking(by: draft.giver, db, act)
    let holders = making.holders(draft.shares)
    problems += try units(holders, making, giver, db, act)
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    return (draft, holders, making)
  }

  private static func days(_ draft: DirectiveDraft, _ act: Act) -> [Problem] {
    var problems: [Problem] = []
    if draft.givenOn > act.today {
      problems.append(Problem("givenOn", "Ngày chỉ đạo không được sau hôm nay."))
    }
    if draft.due < draft.givenOn {
      problems.append(
        Problem("due", "Hạn không được trước ngày chỉ đạo \(draft.givenOn.vietnamese)."))
    } else if draft.due > act.today.adding(days: furthest) {
      problems.append(Problem("due", "Hạn quá xa. Hãy kiểm tra lại năm đã nhập."))
    }
    return problems
  }

  private static func units(
    _ holders: [DutyMaking.Holder], _ making: DutyMaking, _ giver: String, _ db: any Reader,
    _ act: Act
  ) throws -> [Problem] {
    if holders.isEmpty {
      return [Problem("units", "Chọn ít nhất một đơn vị thực hiện.")]
    }
    let leads = holders.count { $0.role == .lead }
    if leads > 1 {
      return [Problem("units", "Một việc chỉ có một đơn vị chủ trì.")]
    }
    if leads == 0, holders.contains(where: { $0.role == .coordinating }) {
      return [Problem("units", "Có đơn vị phối hợp thì phải có đơn vị chủ trì.")]
    }
    guard let other = holders.first(where: { !making.reaches($0.unit) }) else { return [] }
    let isSeen = try Rights.allows(.viewUnits, on: other.unit, db, act)
    let name = try isSeen ? Units.names(of: [(other.unit, act.today)], db)[other.unit] : nil
    return [
      Problem(
        "units",
        name.map {
          "\($0) không trực thuộc \(giver). Chỉ giao việc được cho đơn vị giao và các đơn vị trực thuộc."
        } ?? "Có đơn vị đã chọn không còn hoạt động hoặc không có trong hệ thống.")
    ]
  }
}
