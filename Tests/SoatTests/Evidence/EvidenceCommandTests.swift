import Foundation
import Records
import Rules
import Store
import Testing

@testable import soat

/// `soat evidence …` and what else concerns its files, on the sample office in a folder of its own.
struct EvidenceCommandTests {
  private func soat(_ folder: String, _ arguments: String...) async -> TypedCommand.Ending {
    await TypedCommand.run(arguments, in: folder)
  }

  /// The sample office with its files, as `soat serve --sample` makes it.
  private func office(_ body: (String) async throws -> Void) async throws {
    try await TypedCommand.office(withSample: true) { folder in
      let settings = try await Settings.load(flags: ["database": folder], environment: [:])
      let office = try await Database.open(settings)
      for file in SampleEvidence.files(on: office.act().today) {
        _ = try await office.files.keep(file, parts: office.folder.arrivals)
      }
      await office.store.close()
      try await body(folder)
    }
  }

  @Test func `a file is added, listed, bundled and backed up`() async throws {
    try await office { folder in
      let duty = try #require(
        await soat(folder, "duty", "list").output.split(separator: "\n").first {
          $0.contains("Xã Phú Lộc")
        }
      ).prefix(26)
      let path = folder + "/báo cáo.pdf"
      try Data("%PDF-1.4\nxong".utf8).write(to: URL(filePath: path))
      let added = await soat(
        folder, "evidence", "add", path, "--duty", String(duty), "--number", "7/BC",
        "--date", "2026-01-02", "--as", "thao.hh", "--json")
      #expect(added.code == 0, "\(added.errors)")
      #expect(added.output.contains("\"title\": \"báo cáo\""), "\(added.output)")
      let list = await soat(
        folder, "evidence", "list", "--duty", String(duty), "--search", "bao cao 7")
      #expect(list.output.contains("\t7/BC\t02/01/2026\tPDF\t13\tbáo cáo"), "\(list.output)")
      let foreign = await soat(
        folder, "evidence", "add", path, "--duty", String(duty), "--as", "lan.vt")
      #expect(foreign.code == 65)
      let zip = folder + "/b.zip"
      let bundle = await soat(folder, "evidence", "bundle", zip, "--from", "2020-01-01", "--json")
      #expect(bundle.code == 0, "\(bundle.errors)")
      #expect(await soat(folder, "evidence", "bundle", zip, "--from", "2020-01-01").code == 73)
      let unzip = Process()
      unzip.executableURL = URL(filePath: "/usr/bin/unzip")
      unzip.arguments = ["-tqq", zip]
      try unzip.run()
      unzip.waitUntilExit()
      #expect(unzip.terminationStatus == 0)
      for name in [path, zip] { try FileManager.default.removeItem(atPath: name) }
      #expect(await soat(folder, "doctor").output.contains("13 tệp, đúng mã"))
      let copy = folder + "-copy"
      defer { try? FileManager.default.removeItem(atPath: copy) }
      #expect(await soat(folder, "backup", copy, "--with-keys").code == 0)
      let restored = folder + "-restored"
      defer { try? FileManager.default.removeItem(atPath: restored) }
      #expect(await soat(restored, "restore", copy).code == 0)
      #expect(await soat(restored, "doctor").output.contains("13 tệp, đúng mã"))
    }
  }

  @Test func `doctor tells of files that are missing, short or altered`() async throws {
    try await office { folder in
      let settings = try await Settings.load(flags: ["database": folder], environment: [:])
      let office = try await Database.open(settings)
      await office.store.close()
      #expect(await soat(folder, "doctor").code == 0)
      let sum = try #require(office.files.all().first)
      let path = office.files.path(sum)
      let content = try Data(contentsOf: URL(filePath: path))
      for (bytes, words) in [
        (content.dropLast(), "thiếu hoặc cụt 1 tệp"), (Data(content.reversed()), "1 tệp hỏng"),
      ] {
        try Data(bytes).write(to: URL(filePath: path))
        let found = await soat(folder, "doctor")
        #expect(found.code == 1 && found.output.contains(words), "\(found.output)")
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(await soat(folder, "doctor").output.contains("thiếu hoặc cụt 1 tệp"))
    }
  }

  @Test func `what is typed wrong is said in one line`() async throws {
    try await office { folder in
      for (arguments, code) in [
        (["add", "/etc/hostname", "--as", "thao.hh"], 64),
        (["add", "/none", "--unit", "x", "--as", "thao.hh"], 64),
        (["list", "--unit", "x"], 64), (["bundle", "/tmp/x.zip", "--from", "hôm qua"], 64),
        (["bundle", folder + "/x.zip"], 65), (["list", "--as", "khong-co"], 64),
      ] as [([String], Int32)] {
        let ending = await TypedCommand.run(["evidence"] + arguments, in: folder)
        #expect(ending.code == code, "\(arguments): \(ending.errors)")
        #expect(ending.errors.split(separator: "\n").count == 1)
      }
    }
  }
}
