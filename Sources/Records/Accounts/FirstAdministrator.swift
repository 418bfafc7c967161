public import Rules
public import Store

/// The code that stands in the server's terminal and log while an office has no administrator, so that
/// only who runs the server can make the first one.
public struct SetupCode: Sendable, CustomStringConvertible {
  /// "k7qd-2xam-p4ru"
  public let text: String

  public static func make(_ chance: Chance) -> SetupCode {
    let letters = Array(Base32.text(chance.bytes(8)).lowercased().prefix(12))
    return SetupCode(
      text: stride(from: 0, to: 12, by: 4).map { String(letters[$0..<$0 + 4]) }
        .joined(separator: "-"))
  }

  public var description: String { "SetupCode(…)" }

  /// Blanks and capitals do not matter.
  func matches(_ typed: String) -> Bool {
    let plain = { (text: String) in
      text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
    }
    return Sameness.holds(plain(typed), plain(text))
  }
}

/// What the first-run page asks for.
public struct FirstAdministrator: Sendable {
  public let name: String
  public let login: String
  public let password: NewPassword
  public let language: Language

  public init(name: String, login: String, password: NewPassword, language: Language) {
    self.name = name
    self.login = login
    self.password = password
    self.language = language
  }
}

extension Accounts {
  /// Whether the office is still closed: nobody was ever made administrator.
  public static func needsFirstAdministrator(_ db: any Reader) throws -> Bool {
    try db.row("SELECT one FROM office_opening WHERE one = 1") == nil
      && db.row(
        "SELECT id FROM role_grant WHERE role = \(Role.administrator.rawValue) LIMIT 1") == nil
  }

  /// Makes the first administrator, once. Throws `Refusal.conflict` when there was one already: of two at the
  /// same time, one wins.
  public static func createFirstAdministrator(
    _ first: FirstAdministrator, code given: String, expected: SetupCode, _ db: any Writer,
    _ act: Act
  ) throws -> ID<Account> {
    guard try needsFirstAdministrator(db) else {
      throw Refusal.conflict(
        "Hệ thống đã có quản trị viên. Hãy đăng nhập, hoặc nhờ quản trị viên tạo tài khoản.")
    }
    guard expected.matches(given) else {
      throw Refusal.invalid([
        Problem(
          "code",
          "Mã thiết lập không đúng. Mã in ở cửa sổ lệnh và nhật ký của máy chủ khi khởi động.")
      ])
    }
    let draft = NewAccount(
      holder: .newPerson(first.name), login: first.login, unit: nil, language: first.language)
    // Nobody is there yet to have the right.
    let opening = act.by(
      Actor(
        account: nil, name: first.name, grants: [Grant(role: .administrator, unit: nil)]))
    let id = try insert(draft, first.password, mustChange: false, db, opening)
    try db.execute(
      "INSERT INTO office_opening (one, account_id, at) VALUES (1, \(id), \(act.at))")
    try Roles.insert(act.newID(), .administrator, id, nil, act.today, .open, db)
    let own = act.by(Actor(account: id, name: first.name, grants: []))
    try Audit.record(
      "office.open", of: .account(id),
      after: ["login": first.login, "role": Role.administrator.rawValue], db, own)
    return id
  }
}
