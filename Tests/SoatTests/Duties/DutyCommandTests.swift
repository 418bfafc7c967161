import Foundation
import Records
import Rules
import Store
import Testing

@testable import soat

/// `soat duty …` as the operator types it, on the sample office in a folder of its own.
struct DutyCommandTests {
  private func soat(_ folder: String, _ arguments: String...) async -> TypedCommand.Ending {
    await TypedCommand.run(["duty"] + arguments, in: folder)
  }

  private func office(_ body: (String) async throws -> Void) async throws {
    try await TypedCommand.office(withSample: true, body)
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
      let back = await soat(folder, "return", duty, "Thiếu số liệu.", "--as", "minh.nv", "--json")
      #expect(back.code == 0 && back.output.contains("\"stage\": \"returned\""), "\(back.errors)")
      #expect(await soat(folder, "return", duty, "Nữa.", "--as", "minh.nv").code == 75)
      #expect(await soat(folder, "report", duty, "Đủ số liệu.", "--as", "hanh.tt").code == 0)
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
        let ending = await TypedCommand.run(["duty"] + arguments, in: folder)
        #expect(ending.code == 64, "\(arguments): \(ending.errors)")
        #expect(ending.errors.split(separator: "\n").count == 1)
      }
    }
  }
}
