import Foundation
import Testing

@testable import soat

/// `soat plan import|publish` as the operator types them, on the sample office.
struct PlanOfficeCommandTests {
  private func soat(_ folder: String, _ arguments: String...) async -> TypedCommand.Ending {
    await TypedCommand.run(["plan"] + arguments, in: folder)
  }

  @Test func `a plan is imported as a draft and published by whom the roles allow`() async throws {
    try await TypedCommand.office(withSample: true) { folder in
      let file = folder + "/ke-hoach.txt"
      let text = """
        Số: 7/KH-UBND

        Tân An, ngày 05 tháng 01 năm 2026

        KẾ HOẠCH
        Kiểm tra công vụ năm 2026

        I. NHIỆM VỤ

        1. Kiểm tra việc chấp hành giờ làm việc.

        - Cơ quan chủ trì: Sở Nội vụ.
        - Thời gian thực hiện: trước ngày 30/6/2026.
        """
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(await soat(folder, "import", file, "--as", "minh.nv").code == 77)
      let made = await soat(folder, "import", file, "--as", "hanh.tt", "--json")
      #expect(made.code == 0, "\(made.errors)")
      #expect(made.output.contains("\"stage\": \"draft\""))
      let plan = String(try #require(made.output.firstMatch(of: /"id": "(\w{26})"/)?.1))
      #expect(await soat(folder, "publish", plan, "--as", "thao.hh").code != 0)
      let published = await soat(folder, "publish", plan, "--as", "minh.nv", "--json")
      #expect(published.code == 0, "\(published.errors)")
      #expect(published.output.contains("\"duties\": 1"))
      #expect(await soat(folder, "publish", plan, "--as", "minh.nv").code == 75)
      let line = await soat(folder, "import", file, "--as", "hanh.tt")
      #expect(line.output.contains("\tdraft\t2026\t7/KH-UBND\tKiểm tra công vụ"))

      try "Hôm nay trời đẹp.".write(toFile: file, atomically: true, encoding: .utf8)
      #expect(await soat(folder, "import", file, "--as", "hanh.tt").code != 0)
      #expect(await soat(folder, "import", folder + "/none.txt", "--as", "hanh.tt").code != 0)
      #expect(await soat(folder, "publish", "x", "--as", "hanh.tt").code == 64)
    }
  }
}
