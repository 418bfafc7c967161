import Foundation

/// A file that is there whole or not at all: written under another name beside it, then renamed.
enum NewFile {
  /// Refuses a name that leads to the file being read, or to something that is no ordinary file.
  static func check(_ path: String, isNot source: String) throws {
    guard !path.isEmpty, path != "-" else {
      throw CommandFailure.usage("--html cần tên một tệp để ghi.")
    }
    var old = stat()
    guard stat(path, &old) == 0 else { return }
    var read = stat()
    let isSource = source != "-" && stat(source, &read) == 0
    if isSource, old.st_dev == read.st_dev, old.st_ino == read.st_ino {
      throw CommandFailure.usage(
        "tệp ghi ra trùng với tệp đang đọc “\(path)”. Hãy đặt tên khác sau --html.")
    }
    if old.st_mode & S_IFMT != S_IFREG {
      throw CommandFailure.cannotWrite(path, "đã có, nhưng không phải tệp thường")
    }
  }

  static func write(_ path: String, _ body: (Outlet) throws -> Void) throws {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw CommandFailure.cannotWrite(path, reason(errno)) }
    do {
      try fill(descriptor, body)
      guard rename(temporary, path) == 0 else { throw Outlet.WriteFailure(code: errno) }
    } catch {
      unlink(temporary)
      guard let failure = error as? Outlet.WriteFailure else { throw error }
      throw CommandFailure.cannotWrite(path, reason(failure.code))
    }
  }

  private static func fill(_ descriptor: Int32, _ body: (Outlet) throws -> Void) throws {
    defer { close(descriptor) }
    let out = Outlet(descriptor: descriptor)
    try body(out)
    try out.finish()
  }

  /// Why the system refused, in Vietnamese where it is common.
  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "không có thư mục đó"
    case EACCES, EPERM, EROFS: "không có quyền ghi"
    case ENOSPC, EDQUOT: "hết chỗ trên đĩa"
    case EISDIR: "đó là một thư mục"
    case ENAMETOOLONG: "tên quá dài"
    case EFBIG: "tệp lớn quá mức cho phép"
    case EBADF: "đầu ra đã đóng"
    case EMFILE, ENFILE: "máy đang mở quá nhiều tệp"
    case ELOOP: "đường dẫn đi vòng"
    default: "máy báo lỗi số \(code)"
    }
  }
}
