internal import Records
internal import Rules

/// What a person was told, the newest first.
struct NoticesPage: Page {
  static let template = "notices"
  static let sample = NoticesPage(
    title: "Thông báo", lead: "3 thông báo chưa đọc", tabs: [.sample], through: "01",
    rows: [.sample], none: .sample, more: .sample, mail: .sample, noAddress: "Chưa có địa chỉ thư.")
  let title: String
  let lead: String
  let tabs: [Tab]
  /// The newest one shown, where any is unread.
  let through: String?
  let rows: [Row]
  let none: EmptyCard?
  let more: More?
  let mail: MailCard?
  let noAddress: String?

  struct Tab: Encodable, Sendable {
    static let sample = Tab(href: "/notices", text: "Tất cả", current: true)
    let href: String
    let text: String
    let current: Bool
  }

  struct Row: Encodable, Sendable {
    static let sample = Row(
      action: "/notices/01/reading", isNew: true, mark: .sample,
      text: "Báo cáo “Rà soát thủ tục hành chính” bị trả lại: thiếu danh mục.",
      details: ["20/11/2026 · Xã Phú Lộc · Rà soát"], date: "2026-11-20", at: "20/11/2026 08:15")
    let action: String
    let isNew: Bool
    let mark: StateMark?
    let text: String
    let details: [String]
    let date: String
    let at: String
  }

  struct MailCard: Encodable, Sendable {
    static let sample = MailCard(text: "Thông báo cũng được gửi đến a@b.vn.", isOn: true)
    let text: String
    let isOn: Bool
  }
}

extension NoticesPage {
  init(_ answer: NoticesAnswer, _ unreadOnly: Bool, isFirst: Bool, _ call: Call) {
    let language = call.language
    let unread = call.visitor.session?.unread ?? 0
    let notices = answer.page.notices
    title = language.text("notices.title")
    lead =
      unread == 0
      ? language.text("notices.allRead") : language.text("notices.unread", Frame.count(unread))
    tabs = [false, true].map { only in
      Tab(
        href: NoticePath.list(unreadOnly: only),
        text: language.text(only ? "notices.new" : "notices.all"), current: only == unreadOnly)
    }
    through = unread > 0 && isFirst ? notices.first?.id.text : nil
    rows = notices.map { Row($0, language) }
    none = notices.isEmpty ? NoticesPage.none(unreadOnly, language) : nil
    more = .of(
      first: isFirst ? nil : NoticePath.list(unreadOnly: unreadOnly),
      next: answer.page.next.map { NoticePath.list(unreadOnly: unreadOnly, before: $0) })
    mail = answer.mail.address.flatMap { address in
      guard answer.mayMail else { return nil }
      let isOn = answer.mail.isOn
      return MailCard(
        text: language.text(isOn ? "notices.mailOn" : "notices.mailOff", address), isOn: isOn)
    }
    noAddress =
      answer.mayMail && answer.mail.address == nil ? language.text("notices.noAddress") : nil
  }

  private static func none(_ unreadOnly: Bool, _ language: Language) -> EmptyCard {
    EmptyCard(
      title: language.text(unreadOnly ? "notices.noneNew" : "notices.none"),
      text: language.text("notices.noneHint"),
      action: Link(href: DutyPath.all, text: language.text("duties.title")))
  }
}

extension NoticesPage.Row {
  init(_ notice: Notice, _ language: Language) {
    let kind =
      switch notice.kind {
      case .news: ""
      case .soon: "soon"
      case .overdue, .digest: "late"
      }
    self.init(
      action: NoticePath.reading(notice.id), isNew: notice.readAt == nil,
      mark: kind.isEmpty
        ? nil : StateMark(kind: kind, text: language.text("notices.kind." + notice.kind.rawValue)),
      text: language.say(notice.words), details: notice.details, date: notice.madeAt.date.iso,
      at: notice.madeAt.shown)
  }
}
