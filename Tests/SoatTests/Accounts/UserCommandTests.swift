import Foundation
import Store
import Testing

@testable import soat

/// `soat user …` as the operator types it, on an office in a folder of its own.
struct UserCommandTests {
  private func soat(_ folder: String, _ arguments: String...) async -> TypedCommand.Ending {
    await TypedCommand.run(["user"] + arguments, in: folder)
  }

  private func office(_ body: (String) async throws -> Void) async throws {
    try await TypedCommand.office(body)
  }

  @Test func `an account is added, listed, disabled and enabled`() async throws {
    try await office { folder in
      let added = await soat(
        folder, "add", "Quan.Tri", "--name", "Trần Văn Quản", "--role", "administrator")
      #expect(added.code == 0, "\(added.errors)")
      #expect(added.output.contains("Mật khẩu tạm: "))
      let second = await soat(folder, "add", "xem", "--name", "Lê Thị Xem")
      #expect(second.code == 0, "\(second.errors)")
      let list = await soat(folder, "list").output.split(separator: "\n")
      #expect(list.count == 2)
      #expect(
        list.contains { $0.hasPrefix("quan.tri\tTrần Văn Quản\tquản trị viên\tphải đổi mật khẩu") })
      #expect(await soat(folder, "disable", "xem", "--reason", "nghỉ").code == 0)
      #expect(await soat(folder, "list").output.contains("vô hiệu hóa"))
      #expect(await soat(folder, "disable", "xem", "--reason", "nghỉ").code == 75)
      #expect(await soat(folder, "enable", "xem").code == 0)
      let reset = await soat(folder, "reset-password", "xem")
      #expect(reset.output.hasPrefix("Mật khẩu tạm của xem: "))
    }
  }

  @Test func `what cannot be done is said in one line`() async throws {
    try await office { folder in
      _ = await soat(folder, "add", "quan.tri", "--name", "Trần Quản", "--role", "administrator")
      let last = await soat(folder, "disable", "quan.tri", "--reason", "thử")
      #expect(last.code == 75)
      #expect(last.errors.contains("quản trị viên cuối cùng"))
      let cases: [([String], Int32)] = [
        (["unlock", "quan.tri"], 75), (["unlock", "khong.co"], 64),
        (["reset-second-factor", "quan.tri"], 75), (["add", "quan.tri", "--name", "Lê Hai"], 65),
        (["add", "có dấu", "--name", "Lê Hai"], 65), (["add", "x.y", "--name", ""], 65),
        (["add", "le.hai", "--name", "Lê Hai", "--role", "vua"], 64),
        (["add", "le.hai", "--name", "Lê Hai", "--unit", "../x"], 64),
      ]
      for (arguments, code) in cases {
        let ending = await TypedCommand.run(["user"] + arguments, in: folder)
        #expect(ending.code == code, "\(arguments): \(ending.errors)")
        #expect(ending.errors.split(separator: "\n").count == 1)
        #expect(ending.output.isEmpty)
      }
      #expect(await soat(folder, "list").output.split(separator: "\n").count == 1)
    }
  }
}
