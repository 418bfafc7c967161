import ArgumentParser
import Records
import Rules
import Store

/// `soat user disable LOGIN`
struct UserDisableCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Vô hiệu hóa tài khoản: kết thúc các phiên, không cho đăng nhập và dùng mã API.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @Option(help: ArgumentHelp("Lý do, ghi vào nhật ký.", valueName: "lý do")) var reason: String
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { [login, reason] store, act in
      try await store.write { db in
        try Accounts.disable(try UserWork.account(login, db, act), reason: reason, db, act)
      }
    }
    out.write("Đã vô hiệu hóa tài khoản \(login).\n")
  }
}

/// `soat user enable LOGIN`
struct UserEnableCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Cho tài khoản hoạt động trở lại.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { [login] store, act in
      try await store.write { db in
        try Accounts.enable(try UserWork.account(login, db, act), db, act)
      }
    }
    out.write("Tài khoản \(login) đã hoạt động trở lại.\n")
  }
}

/// `soat user unlock LOGIN`
struct UserUnlockCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Mở khóa tài khoản bị khóa tạm vì đăng nhập sai nhiều lần.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { [login] store, act in
      try await store.write { db in
        try Accounts.unlock(try UserWork.account(login, db, act), db, act)
      }
    }
    out.write("Đã mở khóa tài khoản \(login).\n")
  }
}

/// `soat user reset-password LOGIN`
struct UserResetPasswordCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-password",
    abstract: "Đặt mật khẩu tạm, phải đổi khi đăng nhập; kết thúc mọi phiên của tài khoản.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { [login] store, act in
      let temporary = try NewPassword.temporary(act.chance)
      try await store.write { db in
        let id = try UserWork.account(login, db, act)
        try Accounts.resetPassword(id, to: temporary.password, db, act)
      }
      out.write("Mật khẩu tạm của \(login): \(temporary.text)\n")
    }
  }
}

/// `soat user reset-second-factor LOGIN`
struct UserResetSecondFactorCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-second-factor",
    abstract: "Bỏ xác thực hai lớp khi mất thiết bị; kết thúc mọi phiên của tài khoản.")

  @Argument(help: ArgumentHelp("Tên đăng nhập.", valueName: "tên")) var login: String
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await UserWork.run(place) { [login] store, act in
      try await store.write { db in
        try SecondFactors.reset(of: try UserWork.account(login, db, act), db, act)
      }
    }
    out.write("Đã bỏ xác thực hai lớp của tài khoản \(login).\n")
  }
}
