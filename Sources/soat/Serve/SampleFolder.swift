import Foundation
import Records
import Rules
import Store

/// The sample office: made anew at each start, in a folder of its own that the next start replaces.
enum SampleFolder {
  /// Opens it, prints who can sign in, and leaves it in the folder that the settings name, else in a temporary one.
  static func open(_ place: StoreOptions, _ server: ServerOptions) async throws -> Office {
    var flags = server.flags
    if place.database == nil {
      let folder = NSTemporaryDirectory() + "soat-sample-\(getuid())"
      if FileManager.default.fileExists(atPath: folder) {
        try FileManager.default.removeItem(atPath: folder)
      }
      flags[Setting.database.name] = folder
    }
    let office = try await Database.open(place.settings(flags), making: true)
    do {
      try await fill(office)
      return office
    } catch {
      await office.store.close()
      throw error
    }
  }

  private static func fill(_ office: Office) async throws {
    let act = office.act("soat serve --sample")
    let words = ProcessInfo.processInfo.environment["SOAT_SAMPLE_PASSWORD"]
    let made = try words.map {
      (
        text: $0,
        password: try NewPassword.make(
          $0, for: PasswordOwner(login: "", name: "", hasSecondFactor: false),
          AccountLimits.inForce(on: act.today), .system)
      )
    }
    let (text, password) = try made ?? NewPassword.temporary(.system)
    for file in SampleEvidence.files(on: act.today) {
      _ = try await office.files.keep(file, parts: office.folder.arrivals)
    }
    try await office.store.write { db in try SampleOffice.make(password, db, act) }
    announce(text)
  }

  private static func announce(_ password: String) {
    let out = Outlet(descriptor: 1)
    out.write("Tỉnh mẫu Tân An (không có thật). Mật khẩu của mọi tài khoản: \(password)\n")
    for account in SampleOffice.accounts {
      let login = account.login.padding(toLength: 10, withPad: " ", startingAt: 0)
      out.write("  \(login) \(account.name), \(account.title) – \(account.role.words)\n")
    }
    // The server runs even where nobody reads these lines.
    _ = try? out.finish()
  }
}
