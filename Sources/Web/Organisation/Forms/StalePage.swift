/// Somebody saved meanwhile: both versions beside each other, and a form that goes on with one's own.
struct StalePage: Page {
  static let template = "stale"
  let title: String
  let message: String
  let trail: [Crumb]
  /// Where one's own words are sent again, now against the newer version.
  let action: String
  let hidden: [EditPage.HiddenField]
  let rows: [Row]
  let cancel: String

  /// One field in both versions.
  struct Row: Encodable, Sendable {
    let label: String
    let theirs: String
    let mine: String
    let differs: Bool
  }

  static let sample = StalePage(
    title: "Dữ liệu đã thay đổi", message: "Trần Thị Hạnh đã lưu lúc 08:10.",
    trail: [Crumb(href: "/units", text: "Đơn vị")], action: "/units/01/change",
    hidden: [EditPage.HiddenField(name: "name", value: "Phú Lộc")],
    rows: [Row(label: "Tên", theirs: "Phú Lộc", mine: "Phú Thọ", differs: true)],
    cancel: "/units/01")
}
