import Foundation
import Jobs

/// How this office sends mail.
enum OfficeMail {
  /// Nil where no mail server is set. Throws `CommandFailure` (78) for settings that do not go together.
  static func job(_ settings: Settings, office: String) throws -> MailJob? {
    guard let host = settings.text(.mailHost) else { return nil }
    guard
      let from = MailMessage.Mailbox(name: office, address: settings.text(.mailFrom) ?? "")
    else {
      throw CommandFailure.settings(
        "có mail-host nhưng mail-from không phải một địa chỉ thư. "
          + "Hãy đặt mail-from, ví dụ soat@co-quan.gov.vn.")
    }
    let security = settings.text(.mailSecurity).flatMap(MailServer.Security.init(rawValue:))
    let server = MailServer(
      host: host, port: settings.number(.mailPort), security: security ?? .starttls,
      user: settings.text(.mailUser) ?? "", password: try password(settings) ?? "",
      authorities: settings.text(.mailAuthorities))
    return MailJob(server, from: from, office: office, publicURL: settings.text(.publicURL))
  }

  private static func password(_ settings: Settings) throws -> String? {
    if let password = settings.text(.mailPassword) { return password }
    return try settings.text(.mailPasswordFile).map(PasswordFile.read)
  }
}
