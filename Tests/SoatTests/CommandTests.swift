import Foundation
import Testing

@testable import soat

/// The commands as a user types them, in process: exit code, standard output, standard error.
struct CommandTests {
  private func soat(_ arguments: String...) async -> TypedCommand.Ending {
    await run(arguments)
  }

  private func run(_ arguments: [String]) async -> TypedCommand.Ending {
    await TypedCommand.run(arguments)
  }

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "soat-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: [
    ["calendar", "add", String(repeating: "9", count: 10_000), "5"],
    ["calendar", String(repeating: "năm ", count: 10_000)],
    ["calendar", "2026", "--" + String(repeating: "x", count: 10_000)],
  ])
  func `what was typed is named in a short line, however long it is`(_ arguments: [String]) async {
    let ending = await run(arguments)
    #expect(ending.code == 64)
    #expect(ending.errors.count < 300)
  }

  @Test(arguments: [
    (["calendar", "add", "2026-03-02", "5"], "2026-03-09\n"),
    (["calendar", "add", "02/03/2026", "-5"], "2026-02-23\n"),
    (["calendar", "between", "2026-03-02", "09/03/2026"], "5\n"),
    (["--version"], "soat 0.2.0\n"),
  ])
  func `an answer is one line`(_ arguments: [String], _ expected: String) async {
    let ending = await run(arguments)
    #expect(ending.output == expected)
    #expect(ending.code == 0)
    #expect(ending.errors.isEmpty)
  }

  @Test(arguments: [
    ["calendar", "2026"], ["calendar", "year", "2026"], ["calendar", "2026", "--json"],
  ])
  func `a year stands beside the other calendar commands`(_ arguments: [String]) async {
    let ending = await run(arguments)
    #expect(ending.code == 0)
    #expect(ending.output.contains("2026"))
  }

  @Test(arguments: [
    ["calendar", "add", "2026-02-30", "5"], ["calendar", "add", "2026-03-02", "mười"],
    ["calendar", "add", "1989-12-31", "1"], ["calendar", "1989"], ["calendar", "2101"],
    ["calendar", "abc"], ["calendar", "between", "2026-01-01", "1/13/2026"], ["calendar", "add"],
    ["deadline"], ["deadline", " "], ["deadline", "x", "--signed", "hôm qua"],
    ["deadline", "x", "--year", "20x"], ["plan", "read"], ["plan", "read", "a", "b"],
    ["plan", "read", "--json", "--text", "a"], ["plan", "read", "--khac", "a"], ["khac"],
    ["plan", "read", "a", "--html"],
  ])
  func `a wrong command line is one Vietnamese line and code 64`(_ arguments: [String]) async {
    let ending = await run(arguments)
    #expect(ending.code == 64)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.hasPrefix("soat: "))
    #expect(ending.errors.split(separator: "\n").count == 1)
    #expect(ending.errors.unicodeScalars.contains { $0.value > 0x7F })
  }

  @Test(arguments: [
    ["--help"], ["help"], ["plan", "read", "--help"], ["calendar", "--help"], ["help", "deadline"],
  ])
  func `help is in Vietnamese`(_ arguments: [String]) async {
    let ending = await run(arguments)
    #expect(ending.code == 0)
    #expect(ending.output.contains("CÁCH DÙNG"))
    for words in ["USAGE", "OPTIONS", "OVERVIEW", "Show ", "SUBCOMMANDS", "See '", "(default"] {
      #expect(!ending.output.contains(words))
    }
  }

  @Test(arguments: [["--help"], ["calendar", "2026"]])
  func `a full disk is told in one line`(_ arguments: [String]) async {
    let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let errors = Outlet(descriptor: nil)
    let code = await Entry.run(arguments, out: Outlet(descriptor: descriptor), errors: errors)
    #expect(code == 73)
    #expect(errors.text.contains("hết chỗ trên đĩa"))
    #expect(errors.text.count { $0 == "\n" } == 1)
  }

  @Test func `a text that is no plan has its own code`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "thu.txt").path
    try Data("Chào bạn,\nHôm nay trời đẹp.\n".utf8).write(to: URL(filePath: file))
    let page = folder.appending(path: "thu.html").path
    let ending = await soat("plan", "read", file, "--html", page)
    #expect(ending.code == 65)
    #expect(ending.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: page))
    let text = await soat("plan", "read", "--text", file)
    #expect(text.output == "Chào bạn,\nHôm nay trời đẹp.\n")
  }

  @Test func `a page is written whole, and nothing is left beside it`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "ke-hoach.txt").path
    let page = folder.appending(path: "trang.html").path
    try Data(ComposedPlan.text.utf8).write(to: URL(filePath: file))
    let ending = await soat("plan", "read", "--html", page, file)
    #expect(ending.code == 0)
    #expect(try String(contentsOfFile: page, encoding: .utf8).hasSuffix("</html>\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["ke-hoach.txt", "trang.html"])
  }

  @Test func `a page is never written over its source or where it cannot be`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "ke-hoach.txt").path
    try Data(ComposedPlan.text.utf8).write(to: URL(filePath: file))
    let link = folder.appending(path: "khac.txt").path
    try FileManager.default.linkItem(atPath: file, toPath: link)
    #expect(await soat("plan", "read", file, "--html", file).code == 64)
    #expect(await soat("plan", "read", file, "--html", link).code == 64)
    #expect(await soat("plan", "read", file, "--html", folder.path).code == 73)
    #expect(
      await soat("plan", "read", file, "--html", folder.path + "/khong-co/trang.html").code == 73)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == ComposedPlan.text)
  }

  @Test func `a deadline comes as JSON with its explanation`() async throws {
    let ending = await soat(
      "deadline", "10 ngày làm việc kể từ ngày ký", "--signed", "22/02/2023", "--json")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    #expect(
      Set(root.keys) == ["text", "kind", "bound", "dates", "lastDays", "explanation"])
    #expect(root["lastDays"] as? [String] == ["2023-03-08"])
    #expect(root["kind"] as? String == "within")
  }

  @Test func `the year without a number is the year of signing`() async {
    let ending = await soat("deadline", "10 ngày làm việc kể từ ngày ký", "--signed", "2023-02-22")
    #expect(ending.output.hasPrefix("Ngày cuối cùng: Thứ Tư, ngày 08/03/2023\n"))
  }
}
