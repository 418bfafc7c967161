import Foundation
import Records
import Rules
import Store

@testable import soat

/// A command as it is typed, in process: exit code, standard output, standard error.
enum TypedCommand {
  struct Ending {
    var code: Int32
    var output: String
    var errors: String
  }

  static func run(_ arguments: [String], in folder: String) async -> Ending {
    await run(arguments + ["--database", folder])
  }

  static func run(_ arguments: [String]) async -> Ending {
    let (out, errors) = (Outlet(descriptor: nil), Outlet(descriptor: nil))
    let code = await Entry.run(arguments, out: out, errors: errors)
    return Ending(code: code, output: out.text, errors: errors.text)
  }

  /// An office as `soat serve` makes it on its first start, empty or with the sample's units and people.
  static func office(
    withSample: Bool = false, _ body: (String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let settings = try await Settings.load(
      flags: ["database": folder], file: nil, environment: [:])
    let office = try await Database.open(settings, making: true)
    if withSample {
      let act = office.act()
      let password = try NewPassword.temporary(act.chance).password
      try await office.store.write { db in try SampleOffice.make(password, db, act) }
    }
    await office.store.close()
    try await body(folder)
  }
}
