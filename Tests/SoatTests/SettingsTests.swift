import Foundation
import Records
import Testing

@testable import soat

/// Where settings come from, and what is refused.
struct SettingsTests {
  private func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func refusal(
    _ text: String, flags: [String: String] = [:], environment: [String: String] = [:]
  ) async throws -> CommandFailure? {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try await Settings.load(flags: flags, file: path, environment: environment)
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  @Test func `a flag goes before the environment, that before the file, that before the rest`()
    async throws
  {
    let path = try file(
      "port: 1001\nhost: 0.0.0.0\nlanguage: en\ntrusted-proxies: [10.0.0.1, 10.0.0.2]\nschema:\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let settings = try await Settings.load(
      flags: ["port": "1003"], file: path,
      environment: ["SOAT_PORT": "1002", "SOAT_HOST": "::1", "SOAT_METRICS": ""])
    #expect(settings.number(.port) == 1003)
    #expect(settings.found["port"]?.source == .flag)
    #expect(settings.text(.host) == "::1")
    #expect(settings.found["host"]?.source == .environment)
    #expect(settings.text(.language) == "en")
    #expect(settings.found["language"]?.source == .file(path))
    #expect(settings.list(.trustedProxies) == ["10.0.0.1", "10.0.0.2"])
    #expect(settings.text(.schema) == "soat")
    #expect(settings.found["metrics"]?.source == .standard)
    #expect(!settings.isOn(.metrics))
  }

  @Test(arguments: [
    ("prot: 80\n", "prot"), ("port: nhiều\n", "nhiều"), ("port: 70000\n", "65535"),
    ("language: fr\n", "vi, en"), ("worker: co\n", "true, false"), ("schema: 1a\n", "schema"),
    ("schema: Soat\n", "Soat"), ("public-url: soat.vn\n", "https://"), ("- a\n", "tên: giá trị"),
    ("port: {a: 1}\n", "port"), ("port: 1\nport: 2\n", "YAML"), ("a: [\n", "YAML"),
    ("log-retention-months: 11\n", "12"), ("session-idle-minutes: 16\n", "15"),
  ])
  func `what cannot be is refused with its name and what is allowed`(
    _ text: String, _ words: String
  ) async throws {
    let failure = try #require(try await refusal(text))
    #expect(failure.exitCode == 78)
    #expect(failure.message.contains(words))
  }

  @Test func `a named file must be there`() async {
    await #expect(throws: CommandFailure.self) {
      try await Settings.load(file: "/khong-co/soat.yaml", environment: [:])
    }
  }

  @Test(arguments: Setting.all)
  func `what holds otherwise is allowed`(_ setting: Setting) {
    #expect(setting.standard.map { setting.value($0) != nil } ?? true)
  }

  @Test func `secrets and passwords are never printed`() async throws {
    let path = try file("database-password: mat-khau-1\ndatabase: postgres://a:mat-khau-2@h/x\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    for more in [[], ["--json"]] {
      let out = Outlet(descriptor: nil)
      let code = await Entry.run(
        ["config", "list", "--config", path] + more, out: out, errors: Outlet(descriptor: nil))
      #expect(code == 0)
      #expect(!out.text.contains("mat-khau"))
      #expect(out.text.contains("(đặt, không hiện)"))
      #expect(out.text.contains("postgres://a:(không hiện)@h/x"))
    }
  }

  @Test func `every setting has a flag, unless it is a secret`() async throws {
    let out = Outlet(descriptor: nil)
    _ = await Entry.run(["config", "list", "--help"], out: out, errors: Outlet(descriptor: nil))
    for setting in Setting.all {
      let stands = out.text.contains("--\(setting.name) ")
      #expect(stands == !setting.isSecret, "\(setting.name)")
      guard !setting.isSecret, let sample = setting.standard else { continue }
      let printed = Outlet(descriptor: nil)
      let errors = Outlet(descriptor: nil)
      let code = await Entry.run(
        ["config", "list", "--\(setting.name)", sample], out: printed, errors: errors)
      #expect(code == 0, "\(errors.text)")
      let line = printed.text.split(separator: "\n").first { $0.contains("  \(setting.name) ") }
      #expect(line?.contains("tùy chọn của lệnh") == true, "\(setting.name)")
    }
  }

  @Test func `the settings and their description name the same ones`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "docs/configure.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
      $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }.filter { $0.count == 4 }
    #expect(Set(rows.map { $0[0] }) == Set(Setting.all.map { "`\($0.name)`" }))
    for setting in Setting.all {
      let row = try #require(rows.first { $0[0] == "`\(setting.name)`" })
      #expect(row[2] == (setting.standard.map { "`\($0)`" } ?? "–"), "\(setting.name)")
      if case .choice(let words) = setting.kind {
        #expect(row[1] == words.map { "`\($0)`" }.joined(separator: ", "))
      }
      if case .number(let range) = setting.kind {
        #expect(row[1] == "\(range.lowerBound)–\(range.upperBound)")
      }
    }
  }

  @Test(arguments: [
    "", "audit \(String(repeating: "a", count: 64))\n",
    "audit \(String(repeating: "a", count: 64))\nseal \(String(repeating: "a", count: 64))\n",
    "audit \(String(repeating: "a", count: 62))\nseal \(String(repeating: "b", count: 64))\n",
    "audit \(String(repeating: "x", count: 64))\nseal \(String(repeating: "b", count: 64))\n",
  ])
  func `a malformed key file is refused`(_ text: String) throws {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    chmod(path, 0o600)
    #expect(throws: CommandFailure.self) { try KeyFile.read(path) }
  }

  @Test func `keys are made once, for their owner only, and refused when others may read them`()
    throws
  {
    let path = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try KeyFile.make(path)
    let keys = try KeyFile.read(path)
    #expect(keys.audit.count == 32)
    #expect(keys.audit != keys.seal)
    try KeyFile.make(path)
    #expect(try KeyFile.read(path).audit == keys.audit)
    chmod(path, 0o640)
    #expect(throws: CommandFailure.self) { try KeyFile.read(path) }
  }
}
