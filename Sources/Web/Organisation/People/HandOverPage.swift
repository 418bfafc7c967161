/// Passing on what is open: who gives, what, to whom; and what was passed on before.
struct HandOverPage: Page {
  static let template = "hand-over"
  let title: String
  let lead: String
  let trail: [Crumb]
  /// First step: who hands over.
  let givers: Givers?
  /// Second step: what, to whom, from when.
  let edit: EditPage?
  let none: EmptyCard?
  let past: [Past]
  let pastEmpty: String?

  struct Givers: Encodable, Sendable {
    let action: String
    let options: [FormField]
  }

  struct Past: Encodable, Sendable {
    let date: String
    let from: Link
    let to: Link
    let items: String
    let note: String?
  }

  static let sample = HandOverPage(
    title: "Bàn giao công việc: Xã Phú Lộc", lead: "Chuyển việc đang mở.",
    trail: [Crumb(href: "/units", text: "Đơn vị")],
    givers: Givers(
      action: "/units/01/hand-over", options: EditPage.sample.rows.flatMap(\.fields)),
    edit: EditPage.sample,
    none: .sample,
    past: [
      Past(
        date: "01/07/2026", from: Link(href: "/people/01", text: "Nguyễn Văn An"),
        to: Link(href: "/people/02", text: "Trần Thị Hạnh"), items: "Người đứng đầu",
        note: "theo Quyết định 12/QĐ-UBND")
    ], pastEmpty: "Chưa có lần bàn giao nào.")
}
