/// One person: how to reach them, and the posts held over time.
struct PersonSheet: Page {
  static let template = "person"
  let title: String
  let trail: [Crumb]
  let facts: [UnitSheet.Fact]
  let actions: [Link]
  let posts: [Post]
  let postsEmpty: EmptyCard?

  struct Post: Encodable, Sendable {
    let post: String
    let unit: Link
    let title: String?
    let period: String
    let now: Bool
    let ending: Link?
    let correction: Link?
  }

  static let sample = PersonSheet(
    title: "Nguyễn Văn An", trail: [Crumb(href: "/people", text: "Cán bộ, công chức")],
    facts: [
      UnitSheet.Fact(
        name: "Thư điện tử", value: "an@example.vn", link: Link(href: "/accounts", text: "an.nv"),
        note: "tài khoản")
    ],
    actions: [Link(href: "/people/01/change", text: "Sửa thông tin")],
    posts: [
      Post(
        post: "Người đứng đầu", unit: Link(href: "/units/01", text: "Xã Phú Lộc"),
        title: "Chủ tịch UBND xã", period: "từ 01/07/2025", now: true,
        ending: Link(href: "/office-holdings/01/ending", text: "Ghi ngày thôi giữ"),
        correction: Link(href: "/office-holdings/01/correction", text: "Sửa thông tin chức vụ"))
    ], postsEmpty: .sample)
}
