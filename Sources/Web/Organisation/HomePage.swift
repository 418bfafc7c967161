/// The start: one's own unit, and what is to be done.
struct HomePage: Page {
  static let template = "home"
  let title: String
  /// "Thứ Sáu, 20/11/2026"
  let lead: String
  /// Nil for those who see no duties.
  let work: DutyCard?
  let glance: DutyGlance?
  let figures: Figures?
  let waiting: [Waiting]
  let calm: String?
  let units: [Card]
  let noUnits: EmptyCard?

  struct Figures: Encodable, Sendable {
    let list: [Figure]
  }

  /// A number that asks for something; a link to where it is done.
  struct Figure: Encodable, Sendable {
    let href: String
    let number: String
    let text: String
    let note: String?
  }

  /// Things of one kind that wait for something, the first of them by name.
  struct Waiting: Encodable, Sendable {
    let title: String
    let path: String
    let links: [Link]
    let hasMore: Bool
  }

  /// A unit of one's own.
  struct Card: Encodable, Sendable {
    let href: String
    let name: String
    let roles: String
    let facts: [UnitSheet.Fact]
    let links: [Link]
  }

  static let sample = HomePage(
    title: "Trang đầu", lead: "Thứ Sáu, 20/11/2026", work: .sample, glance: .sample,
    figures: Figures(list: [
      Figure(href: "/units/merges", number: "12", text: "câu hỏi", note: "ở 3 tỉnh")
    ]),
    waiting: [
      Waiting(
        title: "Chờ đặt mật khẩu", path: "/accounts?state=invited",
        links: [Link(href: "/accounts/01", text: "Trần Thị Hạnh, hanh.tran")], hasMore: true)
    ], calm: "Không có việc nào đang chờ.",
    units: [
      Card(
        href: "/units/01", name: "Xã Phú Lộc", roles: "công chức phụ trách CCHC",
        facts: [
          UnitSheet.Fact(
            name: "Người đứng đầu", value: "chưa có",
            link: Link(href: "/people/01", text: "Nguyễn Văn An"), note: "từ 01/07/2025")
        ], links: [Link(href: "/units?under=01", text: "12 đơn vị trực thuộc")])
    ], noUnits: .sample)
}
