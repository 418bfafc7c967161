internal import Records
internal import Rules

/// A form about one thing, in one shape for all: what it changes, its fields, and how to leave it.
struct EditPage: Page {
  static let template = "edit"
  let title: String
  let lead: String?
  let trail: [Crumb]
  /// Where the form is sent.
  let action: String
  let isUpload: Bool
  let hidden: [HiddenField]
  let rows: [FieldRow]
  let submit: String
  /// Ends or removes something.
  let isDanger: Bool
  let cancel: String

  /// Fields that stand beside each other where there is room.
  struct FieldRow: Encodable, Sendable {
    let fields: [FormField]
    let isBeside: Bool
    /// Stands above the first row of those that belong together.
    var heading: String?

    static func one(_ field: FormField) -> FieldRow { FieldRow(fields: [field], isBeside: false) }
    static func beside(_ fields: FormField...) -> FieldRow {
      FieldRow(fields: fields, isBeside: true)
    }
  }

  struct HiddenField: Encodable, Sendable {
    let name: String
    let value: String
  }

  init(
    title: String, lead: String?, trail: [Crumb], action: String,
    rows: [FieldRow], hidden: [HiddenField] = [], submit: String, isDanger: Bool = false,
    isUpload: Bool = false, cancel: String
  ) {
    self.title = title
    self.lead = lead
    self.trail = trail
    self.action = action
    self.isUpload = isUpload
    self.hidden = hidden
    self.rows = rows
    self.submit = submit
    self.isDanger = isDanger
    self.cancel = cancel
  }

  static var sample: EditPage {
    let filling = Filling(
      Fields(), [Problem("name", "Nhập tên đơn vị."), Problem("", "Đơn vị đã kết thúc.")],
      .vietnamese)
    return EditPage(
      title: "Thay đổi đơn vị", lead: "Xã Phú Lộc", trail: [Crumb(href: "/units", text: "Đơn vị")],
      action: "/units/01/change",
      rows: [
        .beside(filling.line("name", optional: true, hint: true), filling.date("from")),
        FieldRow(fields: [filling.area("reason")], isBeside: false, heading: "Lý do"),
        .one(filling.file("list")),
        .one(filling.menu("kind", [("commune", "Xã")])),
        .one(filling.options("parent", [("1", "Tỉnh", "2")])),
      ], hidden: [HiddenField(name: "version", value: "1")], submit: "Lưu", isDanger: true,
      isUpload: true, cancel: "/units/01")
  }
}
