import ArgumentParser
import Records
import Rules
import Store

/// `soat user …`: accounts, for the operator at the server.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Tài khoản của cơ quan, dành cho người vận hành máy chủ.",
    discussion: "Mỗi thay đổi được ghi nhật ký với tên người chạy lệnh.",
    subcommands: [
      UserAddCommand.self, UserListCommand.self, UserDisableCommand.self, UserEnableCommand.self,
      UserUnlockCommand.self, UserResetPasswordCommand.self, UserResetSecondFactorCommand.self,
    ])
}

/// What every `soat user` command does around its work.
enum UserWork {
  /// Opens the office, works, and lets it go, whatever happened.
  static func run(
    _ place: StoreOptions, _ work: (any Store, Act) async throws -> Void
  ) async throws {
    let office = try await Database.open(place)
    do {
      try await work(office.store, office.act())
      await office.store.close()
    } catch {
      await office.store.close()
      throw error
    }
  }

  /// The account of a login.
  static func account(_ login: String, _ db: any Reader, _ act: Act) throws -> ID<Account> {
    do {
      return try Accounts.find(login: login, db, act).id
    } catch Refusal.notFound {
      throw CommandFailure.usage(
        "không có tài khoản “\(TerminalText.clipped(login))”. Xem các tài khoản: soat user list.")
    }
  }

  /// The act of an account, with the rights of that account; the log names who ran the command too.
  static func acting(as login: String, _ db: any Reader, _ act: Act) throws -> Act {
    let account = try Accounts.line(try account(login, db, act), db, act)
    guard account.disabledAt == nil else {
      throw Refusal.forbidden("Tài khoản \(account.login) đã bị vô hiệu hóa.")
    }
    let actor = Actor(
      account: account.id, name: "\(account.name) (\(act.actor.name))",
      grants: try Roles.inForce(of: account.id, on: act.today, db))
    return Act(
      actor: actor, at: act.at, channel: act.channel, request: act.request, chance: act.chance,
      keys: act.keys)
  }

  static func role(_ text: String) throws -> Role {
    if let role = Role(rawValue: text) { return role }
    let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
    throw CommandFailure.usage(
      "không có vai trò “\(TerminalText.clipped(text))”. Các vai trò: \(names).")
  }
}

/// `soat user add LOGIN --name NAME`
struct UserAddCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Thêm một người và tài khoản với mật khẩu tạm, phải đổi khi đăng nhập lần đầu.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @Option(help: ArgumentHelp("Họ và tên.", valueName: "họ tên")) var name: String
  @Option(help: ArgumentHelp("Vai trò, có hiệu lực từ hôm nay.", valueName: "vai trò"))
  var role: String?
  @Option(
    help: ArgumentHelp("Mã định danh của đơn vị; không nêu là toàn cơ quan.", valueName: "mã"))
  var unit: String?
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let role = try role.map(UserWork.role)
    let unit = try unit.map { text in
      guard let id = ID<Unit>(text) else {
        throw CommandFailure.usage(
          "“\(TerminalText.clipped(text))” không phải mã định danh của đơn vị (26 ký tự).")
      }
      return id
    }
    let draft = NewAccount(holder: .newPerson(name), login: login, unit: unit)
    try await UserWork.run(place) { store, act in
      let temporary = try NewPassword.temporary(act.chance)
      try await store.write { db in
        let id = try Accounts.create(draft, password: temporary.password, db, act)
        if let role {
          try Roles.grant(role, to: id, on: unit, from: act.today, to: nil, db, act)
        }
      }
      out.write(
        "Đã tạo tài khoản \(Login(login)?.text ?? login).\nMật khẩu tạm: \(temporary.text)\n")
    }
  }
}

/// `soat user list`
struct UserListCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "In các tài khoản: tên đăng nhập, họ tên, vai trò, tình trạng.")

  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { store, act in
      var query = AccountQuery(count: 500)
      while true {
        let page = try await store.read { [query] in try Accounts.list(query, $0, act) }
        for line in page { out.write(UserListCommand.text(line) + "\n") }
        guard page.count == query.count else { return }
        query.after = page.last?.place
      }
    }
  }

  private static func text(_ line: AccountLine) -> String {
    var state: [String] = []
    if line.disabledAt != nil { state.append("vô hiệu hóa") }
    if let until = line.lockedUntil {
      state.append("khóa đến \(until.clock) \(until.date.vietnamese)")
    }
    if !line.hasPassword { state.append("chưa nhận lời mời") }
    if line.mustChangePassword { state.append("phải đổi mật khẩu") }
    if !line.hasSecondFactor { state.append("chưa có xác thực hai lớp") }
    let roles = line.roles.map { $0.role.words.description + ($0.unit.map { " (\($0))" } ?? "") }
    let columns = [
      line.login, TerminalText.clean(line.name), roles.joined(separator: ", "),
      state.isEmpty ? "hoạt động" : state.joined(separator: ", "),
    ]
    return columns.joined(separator: "\t")
  }
}
