/// What stops a command: one line for a person, and the exit code a script sees.
struct CommandFailure: Error {
  /// Vietnamese, one line: what is wrong and what to do.
  let message: String
  let exitCode: Int32

  /// `EX_USAGE`, `EX_DATAERR` and `EX_CANTCREAT` of sysexits.h; 10–29 belong to unreadable files.
  static let usageCode: Int32 = 64
  static let notAPlanCode: Int32 = 65
  static let cannotWriteCode: Int32 = 73

  static func usage(_ message: String) -> CommandFailure {
    CommandFailure(message: message, exitCode: usageCode)
  }

  static let notAPlan = CommandFailure(
    message: "tệp đọc được nhưng không giống kế hoạch: không thấy loại văn bản, căn cứ, chỉ tiêu, "
      + "nhiệm vụ hay thời hạn nào. Hãy kiểm tra lại tệp; xem chữ đã đọc bằng --text.",
    exitCode: notAPlanCode)

  static func cannotWrite(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      message: "không ghi được “\(path)”: \(reason). Hãy chọn nơi khác để ghi.",
      exitCode: cannotWriteCode)
  }
}
