internal import FoundationEssentials
internal import Hummingbird
internal import NIOCore
internal import NIOPosix
internal import Records
internal import Rules
internal import Store
internal import Synchronization

/// Files of one request on their way in. They are gone when the request ends.
final class Arrivals: Sendable {
  private let folder: String
  private let paths = Mutex<[String]>([])

  init(folder: String) { self.folder = folder }

  /// A path that nobody can guess and nothing stands at.
  func newPath() -> String {
    var generator = SystemRandomNumberGenerator()
    let path =
      folder + "/" + Hex.text((0..<16).map { _ in .random(in: 0...255, using: &generator) })
    paths.withLock { $0.append(path) }
    return path
  }

  func clear() {
    for path in paths.withLock({ $0 }) {
      // One that was moved to its place is no longer here.
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}

/// Reads a form with files; each file's bytes go to disk as they come.
enum Upload {
  static func read(
    _ body: RequestBody, _ parser: MultipartParser, _ bound: Int, _ limits: Limits,
    _ arrivals: Arrivals
  ) async throws -> (Form, [UploadedFile]) {
    var parser = parser
    var taker = PartTaker(limits: limits, arrivals: arrivals)
    var size = 0
    do {
      for try await chunk in body {
        size += chunk.readableBytes
        guard size <= bound else { throw Rejection.tooLarge(bound) }
        for event in try parser.take(chunk.readableBytesView) { try await taker.take(event) }
      }
      guard parser.isFinished else { throw Rejection.broken }
    } catch {
      taker.close()
      throw Upload.told(error)
    }
    return (Form(taker.fields), taker.files)
  }

  /// Reads a body that is one file and nothing else.
  static func readFile(
    _ body: RequestBody, _ bound: Int, _ limits: Limits, _ arrivals: Arrivals
  ) async throws -> [UploadedFile] {
    var taker = PartTaker(limits: limits, arrivals: arrivals)
    var size = 0
    do {
      try await taker.take(.part(PartHead(field: "", fileName: "")))
      for try await chunk in body {
        size += chunk.readableBytes
        guard size <= bound else { throw Rejection.tooLarge(bound) }
        try await taker.take(.bytes(Array(chunk.readableBytesView)))
      }
      try await taker.take(.partEnd)
    } catch {
      taker.close()
      throw Upload.told(error)
    }
    return taker.files
  }

  /// A full disk is no accident of the program.
  private static func told(_ error: any Error) -> any Error {
    if let error = error as? IOError, FileTrouble.isFull(error.errnoCode) { return Rejection.full }
    return error
  }
}

/// Puts what the parser finds where it belongs.
private struct PartTaker {
  let limits: Limits
  let arrivals: Arrivals
  private(set) var fields = Fields()
  private(set) var files: [UploadedFile] = []

  private let disk = NonBlockingFileIO(threadPool: .singleton)
  private var head = PartHead(field: "", fileName: nil)
  private var value: [UInt8] = []
  private var valueBytes = 0
  private var file: (handle: NIOFileHandle, path: String)?
  private var summing = FileSumming()

  init(limits: Limits, arrivals: Arrivals) {
    self.limits = limits
    self.arrivals = arrivals
  }

  mutating func take(_ event: MultipartParser.Event) async throws {
    switch event {
    case .part(let head):
      self.head = head
      value = []
      if head.fileName != nil { try await openFile() }
    case .bytes(let bytes):
      if let file {
        try await disk.write(fileHandle: file.handle, buffer: ByteBuffer(bytes: bytes))
        bytes.withUnsafeBytes { summing.update($0) }
      } else {
        valueBytes += bytes.count
        guard valueBytes <= limits.form else { throw Rejection.tooLarge(limits.form) }
        value += bytes
      }
    case .partEnd: try finishPart()
    }
  }

  mutating func close() {
    // Nothing more is written; what was is thrown away with the request.
    try? file?.handle.close()
    file = nil
  }

  private mutating func openFile() async throws {
    guard files.count < limits.files else { throw Rejection.broken }
    let path = arrivals.newPath()
    let handle = try await disk.openFile(
      _deprecatedPath: path, mode: .write, flags: .allowFileCreation(posixMode: 0o600),
      eventLoop: MultiThreadedEventLoopGroup.singleton.any()
    ).get()
    file = (handle, path)
    summing = FileSumming()
  }

  private mutating func finishPart() throws {
    if let (handle, path) = file {
      try handle.close()
      file = nil
      let sum = summing.sum
      // A file field that was left empty comes as a file without name and bytes.
      guard sum.size > 0 || head.fileName != "" else { return }
      files.append(
        UploadedFile(
          field: head.field, name: FileName.shown(head.fileName ?? ""), path: path, sum: sum))
      return
    }
    guard fields.pairs.count < limits.fields, !value.contains(0),
      let text = String(validating: value, as: UTF8.self)
    else { throw Rejection.broken }
    fields.add(head.field, text)
  }
}

/// Names of files as browsers send them.
enum FileName {
  /// The last part of what may be a path, without characters that cannot be seen or that turn the direction of
  /// writing (which makes `exe.fdp` look like `pdf.exe`), composed, at most 200 characters. For showing, never for opening.
  static func shown(_ sent: String) -> String {
    let last = sent.split { $0 == "/" || $0 == "\\" }.last ?? ""
    var name = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where !isHidden(scalar) { name.append(scalar) }
    let text = String(String(name).prefix(200))
    return text.isEmpty || text.allSatisfy({ $0 == "." }) ? "tệp" : Composed.text(text)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }
}

/// Letters with their marks as one character each (NFC), for the letters of Latin script.
enum Composed {
  static func text(_ text: String) -> String {
    guard
      text.unicodeScalars.contains(where: { $0.properties.canonicalCombiningClass != .notReordered }
      )
    else { return text }
    return String(text.map { table[$0] ?? $0 })
  }

  /// Characters are equal where they are canonically equivalent, so each decomposed one finds its composed form.
  private static let table: [Character: Character] = {
    let letters = [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap(Unicode.Scalar.init)
      .map(Character.init)
    return Dictionary(letters.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
  }()
}
