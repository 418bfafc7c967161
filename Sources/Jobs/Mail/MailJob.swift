internal import Records
internal import Rules
internal import Store

/// Sends what people are told by mail: the job of each mail that `Notices.tell` queues.
///
/// At most once: a mail that a killed server may have handed over is not sent again but shown as doubtful. The window
/// is small, from the end of the mail to the server's answer being noted.
public struct MailJob: Sendable {
  private let server: MailServer
  private let from: MailMessage.Mailbox
  private let office: String
  /// The address that people type; links stand only where it is known.
  private let publicURL: String?

  public init(
    _ server: MailServer, from: MailMessage.Mailbox, office: String, publicURL: String?
  ) {
    self.server = server
    self.from = from
    self.office = office
    self.publicURL = publicURL
  }

  public var job: Job {
    .queued(Mailing.job) { turn in
      let letter = try await turn.store.read { try Mailing.letter(turn.payload, $0) }
      guard let letter else { return "không còn người nhận" }
      try await server.send(try message(letter, turn.act.at), passReturn: turn.passReturn)
      return "đã gửi \(letter.notices.count) thông báo"
    }
  }

  func message(_ letter: Mailing.Letter, _ now: Instant) throws -> MailMessage {
    guard let to = MailMessage.Mailbox(name: letter.name, address: letter.address) else {
      throw JobFailure.final("địa chỉ thư của \(letter.name) không dùng được")
    }
    guard let first = letter.notices.first else { throw JobFailure.final("không có thông báo") }
    return MailMessage(
      from: from, to: to, subject: subject(letter.notices), text: text(letter),
      messageID: "\(first.id)@\(from.domain)", date: now)
  }

  private func subject(_ notices: [Notice]) -> String {
    let words =
      notices.count == 1
      ? notices[0].words.description : "\(notices.count) thông báo về công việc"
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "[Soát] " + (line.count > 150 ? line.prefix(149) + "…" : line)
  }

  private func text(_ letter: Mailing.Letter) -> String {
    var lines = ["Kính gửi \(letter.name),", ""]
    for notice in letter.notices {
      lines.append("– " + notice.words.description)
      lines += notice.details.map { "   " + $0 }
    }
    lines.append("")
    if let publicURL { lines += ["Xem và xử lý tại: \(publicURL)/notices", ""] }
    lines.append(office.isEmpty ? "Soát" : office)
    lines.append(
      "Thư tự động, xin không trả lời. Có thể tắt thư này ở trang Thông báo của phần mềm Soát.")
    return lines.joined(separator: "\n")
  }
}
