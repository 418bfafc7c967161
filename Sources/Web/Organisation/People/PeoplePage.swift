/// People of the units that the visitor may see, by name.
struct PeoplePage: Page {
  static let template = "people"
  let title: String
  let trail: [Crumb]
  let search: String?
  let mayAskForAccounts: Bool
  /// Only those who hold a post and have no account.
  let isLackingAccount: Bool
  let actions: [Link]
  let caption: String
  let rows: [Row]
  let empty: EmptyCard?
  let more: More?

  struct Row: Encodable, Sendable {
    let href: String
    let name: String
    let posts: String?
    let contact: String?
  }

  static let sample = PeoplePage(
    title: "Cán bộ, công chức", trail: [Crumb(href: "/", text: "Trang đầu")], search: "an",
    mayAskForAccounts: true, isLackingAccount: true,
    actions: [Link(href: "/people/new", text: "Thêm người")], caption: "12 người",
    rows: [
      Row(
        href: "/people/01", name: "Nguyễn Văn An", posts: "Người đứng đầu, Xã Phú Lộc",
        contact: "an@example.vn")
    ], empty: .sample, more: .sample)
}
