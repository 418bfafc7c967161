/// One unit on one day: what it is, who is in it, what was before and after it.
struct UnitSheet: Page {
  static let template = "unit"
  let title: String
  /// "Xã thuộc Tỉnh Tân An"
  let lead: String
  let trail: [Crumb]
  let day: DayMark
  let path: String
  let ended: Ended?
  let state: String?
  let facts: [Fact]
  let actions: [Link]
  let hasActions: Bool
  /// Head and PAR officer first, also where nobody holds the post.
  let posts: [Holder]
  let postsEmpty: String?
  /// The form for a new holder, for those who may.
  let peoplePath: Link?
  let units: [UnitLine]
  /// All of them, where only the first are shown.
  let unitsPath: Link?
  let unitsEmpty: String?
  let history: [Step]
  let predecessors: KinList?
  let successors: KinList?
  /// What it owes; nil on other days than today.
  let duties: Owed?
  /// Nil for those who may not read the audit log.
  let log: Log?

  /// The unit is no more.
  struct Ended: Encodable, Sendable {
    let text: String
    let successors: [Link]
  }

  struct Fact: Encodable, Sendable {
    let name: String
    let value: String?
    let link: Link?
    let note: String?
  }

  /// A person in a post on the day.
  struct Holder: Encodable, Sendable {
    let post: String
    /// Nil where the post is open.
    let person: Link?
    let title: String?
    let since: String?
    let ending: Link?
  }

  struct UnitLine: Encodable, Sendable {
    let href: String
    let name: String
    let kind: String
    let head: String?
  }

  /// One version of the unit in its history.
  struct Step: Encodable, Sendable {
    let date: String
    let text: String
    let note: String?
    let now: Bool
  }

  /// A unit before or after this one.
  struct Kin: Encodable, Sendable {
    let href: String
    let name: String
    let extent: String
    let date: String
    let source: String?
  }

  struct KinList: Encodable, Sendable {
    let units: [Kin]
  }

  struct Owed: Encodable, Sendable {
    let rows: [DutyRow]
    let none: String?
    /// How much of what is done was on time, by both dates.
    let share: String?
    let path: String
  }

  struct Log: Encodable, Sendable {
    let entries: [Entry]
    /// The whole log of the unit, page by page.
    let path: String
  }

  /// A line of the audit log.
  struct Entry: Encodable, Sendable {
    let at: String
    let who: String
    let what: String
  }

  static let sample = UnitSheet(
    title: "Xã Phú Lộc", lead: "Xã thuộc Tỉnh Tân An",
    trail: [Crumb(href: "/units", text: "Đơn vị")], day: .sample,
    path: "/units/01",
    ended: Ended(
      text: "Đơn vị đã kết thúc từ 30/06/2025.",
      successors: [Link(href: "/units/02", text: "Xã Tân Lộc")]),
    state: "đang hoạt động",
    facts: [
      Fact(
        name: "Loại", value: "Xã", link: Link(href: "/units/03", text: "Tỉnh Tân An"),
        note: "từ 01/07/2025")
    ],
    actions: [Link(href: "/units/01/change", text: "Thay đổi")], hasActions: true,
    posts: [sampleHolder], postsEmpty: "Không có ai.",
    peoplePath: Link(href: "/units/01/office-holdings", text: "Ghi người giữ chức vụ"),
    units: [UnitLine(href: "/units/04", name: "Phòng Văn hóa", kind: "Phòng", head: "Lê Văn Bình")],
    unitsPath: Link(href: "/units?under=01", text: "Tất cả 12 đơn vị"),
    unitsEmpty: "Không có đơn vị trực thuộc.",
    history: [Step(date: "01/07/2025", text: "Đổi tên", note: "từ Xã Phú Lộc", now: true)],
    predecessors: KinList(units: [sampleKin]), successors: KinList(units: [sampleKin]),
    duties: Owed(
      rows: [.sample], none: "Không có.", share: "Đúng hạn 80%", path: "/duties?unit=01"),
    log: Log(
      entries: [Entry(at: "20/11/2026 08:15", who: "Trần Thị Hạnh", what: "đổi tên")],
      path: "/audit"))

  private static let sampleHolder = Holder(
    post: "Người đứng đầu", person: Link(href: "/people/01", text: "Nguyễn Văn An"),
    title: "Chủ tịch UBND xã", since: "từ 01/07/2025",
    ending: Link(href: "/office-holdings/01/ending", text: "Ghi ngày thôi giữ"))
  private static let sampleKin = Kin(
    href: "/units/05", name: "Xã Phú Thọ", extent: "một phần", date: "01/07/2025",
    source: "Danh mục sáp nhập 2025")
}
