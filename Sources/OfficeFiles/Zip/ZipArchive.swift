import CZip

/// A ZIP archive in memory, read part by part within the limits of ``FileLimits``.
struct ZipArchive: ~Copyable {
  private let handle: OpaquePointer
  private var expanded = 0

  /// Opens `bytes` for the length of `body`.
  static func reading<Result>(
    _ bytes: [UInt8],
    _ body: (inout ZipArchive) throws(UnreadableFile) -> Result
  ) throws(UnreadableFile) -> Result {
    guard declaredEntries(bytes) <= FileLimits.zipEntries else { throw .zipBomb }
    return try bytes.withUnsafeBufferPointer { (buffer) throws(UnreadableFile) -> Result in
      var archive = try ZipArchive(buffer)
      try archive.checkDeclared()
      return try body(&archive)
    }
  }

  private init(_ buffer: UnsafeBufferPointer<UInt8>) throws(UnreadableFile) {
    guard
      let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, nil)
    else { throw Self.damaged }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw Self.damaged
    }
    self.handle = handle
  }

  deinit { zip_discard(handle) }

  /// Whether the archive has a part of this name.
  func has(_ name: String) -> Bool { index(name) != nil }

  /// The bytes of a part; `nil` where the archive has none of this name.
  mutating func read(_ name: String) throws(UnreadableFile) -> [UInt8]? {
    guard let index = index(name) else { return nil }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(handle, index, 0, &status) == 0 else { throw Self.damaged }
    guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .passwordProtected }
    let limit = min(FileLimits.zipEntry, FileLimits.zipTotal - expanded)
    let isSuspect =
      status.size > UInt64(FileLimits.zipRatioFrom)
      && status.size / UInt64(FileLimits.zipRatio) > status.comp_size
    guard status.size <= UInt64(limit), !isSuspect else { throw .zipBomb }
    let bytes = try expand(index, limit: limit, expected: Int(status.size))
    expanded += bytes.count
    return bytes
  }

  private static let damaged = UnreadableFile.damaged(part: "gói nén của tệp Word")

  private func index(_ name: String) -> UInt64? {
    let index = zip_name_locate(handle, name, zip_flags_t(ZIP_FL_NOCASE))
    return index < 0 ? nil : UInt64(index)
  }

  /// The count in the end record, before libzip makes room for that many.
  private static func declaredEntries(_ bytes: [UInt8]) -> Int {
    var most = 0
    var index = bytes.count - 22
    let stop = max(0, bytes.count - 22 - 0xFFFF)
    while index >= stop {
      if bytes[index] == 0x50, bytes[index...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
        most = max(most, Int(bytes[index + 10]) | Int(bytes[index + 11]) << 8)
      }
      index -= 1
    }
    return most
  }

  private func checkDeclared() throws(UnreadableFile) {
    let count = zip_get_num_entries(handle, 0)
    guard count <= FileLimits.zipEntries else { throw .zipBomb }
    var total: UInt64 = 0
    for index in 0..<UInt64(max(0, count)) {
      var status = zip_stat_t()
      zip_stat_init(&status)
      guard zip_stat_index(handle, index, 0, &status) == 0 else { throw Self.damaged }
      let (sum, overflow) = total.addingReportingOverflow(status.size)
      total = sum
      guard !overflow, total <= UInt64(FileLimits.zipDeclared) else { throw .zipBomb }
    }
  }

  /// The declared size may lie, so the count is kept while expanding.
  private func expand(_ index: UInt64, limit: Int, expected: Int) throws(UnreadableFile) -> [UInt8]
  {
    guard let file = zip_fopen_index(handle, index, 0) else { throw refusal }
    defer { zip_fclose(file) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = zip_fread(file, chunk.baseAddress, zip_uint64_t(chunk.count))
      guard count >= 0 else { throw Self.damaged }
      guard count > 0 else { return bytes }
      guard bytes.count + Int(count) <= limit else { throw .zipBomb }
      bytes.append(contentsOf: UnsafeRawBufferPointer(chunk)[..<Int(count)])
    }
  }

  private var refusal: UnreadableFile {
    let code = zip_error_code_zip(zip_get_error(handle))
    return code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP ? .passwordProtected : Self.damaged
  }
}
