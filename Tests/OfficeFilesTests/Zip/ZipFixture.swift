import CZip
import Glibc

/// Builds a ZIP archive in memory.
enum ZipFixture {
  struct Failure: Error {}

  typealias Entry = (name: String, bytes: [UInt8])

  /// - Parameters:
  ///   - password: encrypts every entry.
  ///   - zeros: a further entry of that many bytes of zero, taken from a sparse file.
  static func archive(
    _ entries: [Entry], password: String? = nil, zeros: (name: String, count: Int)? = nil
  ) throws -> [UInt8] {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil),
      let archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nil)
    else { throw Failure() }
    zip_source_keep(source)
    defer { zip_source_free(source) }
    for entry in entries {
      guard let copy = zip_source_buffer_create(nil, 0, 0, nil), write(entry.bytes, copy) else {
        throw Failure()
      }
      let index = zip_file_add(archive, entry.name, copy, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else { throw Failure() }
      if let password {
        let method = zip_uint16_t(ZIP_EM_AES_256)
        guard zip_file_set_encryption(archive, zip_uint64_t(index), method, password) == 0 else {
          throw Failure()
        }
      }
    }
    let folder = try Scratch.folder()
    defer { rmdir(folder) }
    let sparse = "\(folder)/zeros"
    defer { unlink(sparse) }
    if let zeros {
      guard let file = fopen(sparse, "w"), ftruncate(fileno(file), zeros.count) == 0,
        fclose(file) == 0, let content = zip_source_file_create(sparse, 0, -1, nil)
      else { throw Failure() }
      let index = zip_file_add(archive, zeros.name, content, 0)
      guard index >= 0,
        zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_DEFLATE, 1) == 0
      else { throw Failure() }
    }
    guard zip_close(archive) == 0 else { throw Failure() }
    return try contents(source)
  }

  private static func write(_ bytes: [UInt8], _ source: OpaquePointer) -> Bool {
    guard zip_source_begin_write(source) == 0 else { return false }
    let count = bytes.withUnsafeBytes {
      zip_source_write(source, $0.baseAddress, zip_uint64_t($0.count))
    }
    return count == zip_int64_t(bytes.count) && zip_source_commit_write(source) == 0
  }

  private static func contents(_ source: OpaquePointer) throws -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
      throw Failure()
    }
    defer { zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    let count = bytes.withUnsafeMutableBytes {
      zip_source_read(source, $0.baseAddress, zip_uint64_t($0.count))
    }
    guard count == zip_int64_t(bytes.count) else { throw Failure() }
    return bytes
  }
}
