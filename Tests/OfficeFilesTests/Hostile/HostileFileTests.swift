import Glibc
import Testing

@testable import OfficeFiles

@Suite struct HostileFileTests {
  /// A hostile file, and the exit code it must end in.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exitCode: Int32
    let bytes: @Sendable () throws -> [UInt8]

    init(_ name: String, _ exitCode: Int32, _ bytes: @escaping @Sendable () throws -> [UInt8]) {
      self.testDescription = name
      self.exitCode = exitCode
      self.bytes = bytes
    }
  }

  @Test(arguments: HostileFiles.all)
  func `each hostile file gets its own answer`(file: Case) throws {
    let bytes = try file.bytes()
    let error = #expect(throws: UnreadableFile.self) { try DocumentText.read(bytes, name: "a") }
    #expect(error?.exitCode == file.exitCode, "\(String(describing: error))")
  }

  @Test func `every case has an exit code of its own and one line of words`() {
    let all: [UnreadableFile] = [
      .notFound(path: "a\nb\u{2028}"), .notReadable(path: "a"), .empty, .tooLarge(megabytes: 64),
      .unknownFormat, .oldWordDoc, .imageOnlyPdf, .passwordProtected, .damaged(part: "x"), .zipBomb,
      .unsafeXml, .missingTool(name: "x", package: "y"), .notWord(kind: "z"), .unknownEncoding,
      .tooDeep, .tookTooLong,
    ]
    #expect(Set(all.map(\.exitCode)) == Set(10...25))
    #expect(all.allSatisfy { !$0.message.contains(where: \.isNewline) && $0.message.count > 20 })
  }

  @Test func `a file is refused by its size before it is read`() throws {
    let folder = try Scratch.folder()
    defer { rmdir(folder) }
    let path = "\(folder)/large.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    ftruncate(descriptor, 200 << 20)
    close(descriptor)
    defer { unlink(path) }
    #expect(throws: UnreadableFile.tooLarge(megabytes: 64)) { try DocumentText.read(path: path) }
  }

  @Test(arguments: [("/không/có", Int32(10)), ("/tmp", 11), ("/dev/null", 12), ("/dev/zero", 13)])
  func `a path that is no file of text is told apart`(path: String, exitCode: Int32) {
    let error = #expect(throws: UnreadableFile.self) { try DocumentText.read(path: path) }
    #expect(error?.exitCode == exitCode)
  }

  @Test func `a named pipe without a writer does not hold the reader`() throws {
    let folder = try Scratch.folder()
    defer { rmdir(folder) }
    let path = "\(folder)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    #expect(throws: UnreadableFile.empty) { try DocumentText.read(path: path) }
  }
}

enum Scratch {
  struct Failure: Error {}

  /// A new empty folder.
  static func folder() throws -> String {
    var template = Array("/tmp/soat-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure() }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
