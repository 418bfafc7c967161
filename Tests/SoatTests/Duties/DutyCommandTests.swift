import Foundation
import Records
import Rules
import Store
import Testing

@testable import soat

/// `soat duty …` as the operator types it, on the sample office in a folder of its own.
struct DutyCommandTests {
  private struct Ending {
    var code: Int32
    var output: String
    var errors: String
  }

  private func soat(_ folder: String, _ arguments: String...) async -> Ending {
    let (out, errors) = (Outlet(descriptor: nil), Outlet(descriptor: nil))
    let code = await Entry.run(
      ["duty"] + arguments + ["--database", folder], out: out, errors: errors)
    return Ending(code: code, output: out.text, errors: errors.text)
  }

  private func office(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let settings = try await Settings.load(
      flags: ["database": folder], file: nil, environment: [:])
    let office = try await Database.open(settings, making: true)
    let act = office.act()
    let password = try NewPassword.temporary(act.chance).password
    try await office.store.write { db in try SampleOffice.make(password, db, act) }
    await office.store.close()
    try await body(folder)
  }

  @Test func `a duty is listed, reported and accepted, by whom the roles allow`() async throws {
    try await office { folder in
      let overdue = await soat(folder, "list", "--due", "overdue")
      #expect(overdue.code == 0, "\(overdue.errors)")
      let lines = overdue.output.split(separator: "\n")
      let owed = try #require(lines.first { $0.contains("Xã Ia Lâm") })
      let duty = String(owed.prefix(26))
      #expect(owed.contains("\tquá hạn\tđang thực hiện\t"))
      let foreign = await soat(folder, "report", duty, "Xong.", "--as", "thao.hh")
      #expect(foreign.code != 0)
      let reported = await soat(folder, "report", duty, "Đã rà soát.", "--as", "hanh.tt", "--json")
      #expect(reported.code == 0, "\(reported.errors)")
      #expect(reported.output.contains("\"stage\": \"reported\""))
      #expect(await soat(folder, "accept", duty, "--as", "hanh.tt").code == 77)
      #expect(await soat(folder, "accept", duty, "--as", "minh.nv").code == 0)
      let list = await soat(folder, "list", "--stage", "accepted", "--json")
      #expect(list.output.contains(duty))
      #expect(await soat(folder, "accept", duty, "--as", "minh.nv").code == 75)
    }
  }

  @Test func `what is typed wrong is said in one line`() async throws {
    try await office { folder in
      for arguments in [
        ["list", "--due", "x"], ["list", "--stage", "x"], ["list", "--unit", "x"],
        ["report", "x", "Xong.", "--as", "thao.hh"], ["report", "x"],
      ] {
        let (out, errors) = (Outlet(descriptor: nil), Outlet(descriptor: nil))
        let code = await Entry.run(
          ["duty"] + arguments + ["--database", folder], out: out, errors: errors)
        #expect(code == 64, "\(arguments): \(errors.text)")
        #expect(errors.text.split(separator: "\n").count == 1)
      }
    }
  }
}
