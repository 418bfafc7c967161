/// The tree of units: one level at a time, or what a search found, on one day.
struct UnitTreePage: Page {
  static let template = "unit-tree"
  let title: String
  let lead: String?
  let trail: [Crumb]
  let day: DayMark
  /// The unit whose children these are, for the form.
  let under: String?
  let search: String?
  let unitPath: String?
  let actions: [Link]
  let caption: String
  let rows: [Row]
  let empty: EmptyCard?
  let more: More?

  struct Row: Encodable, Sendable {
    let href: String
    let name: String
    /// Where it stands, in a search: "Tỉnh Tân An / Sở Nội vụ".
    let path: String?
    let kind: String
    let code: String?
    let head: String?
    /// Units under it, as a link to them; nil where there are none.
    let under: Link?
    /// What is on its place now: ended, not begun.
    let ended: String?
  }

  static let sample = UnitTreePage(
    title: "Đơn vị", lead: "Tỉnh", trail: [Crumb(href: "/units", text: "Đơn vị")], day: .sample,
    under: "01", search: "phu loc", unitPath: "/units/01",
    actions: [Link(href: "/units/new", text: "Thêm đơn vị")], caption: "135 đơn vị",
    rows: [
      Row(
        href: "/units/01", name: "Xã Phú Lộc", path: "Tỉnh Tân An", kind: "Xã", code: "01234",
        head: "Nguyễn Văn An", under: Link(href: "/units?under=01", text: "12"),
        ended: "đã kết thúc")
    ], empty: .sample, more: .sample)
}
