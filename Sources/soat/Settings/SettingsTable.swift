/// Every setting there is; `docs/configure.md` describes the same ones, which a test compares.
extension Setting {
  static let all: [Setting] = [
    database, databasePassword, databasePasswordFile, schema, data, host, port, publicURL,
    officeName, trustedProxies, sessionIdleMinutes, sessionAbsoluteMinutes, adminSessionIdleMinutes,
    adminSessionAbsoluteMinutes, secondFactorForAll, temporaryPasswordDays, uploadLimit, bodyLimit,
    requestTimeout,
    logLevel, logFormat, metrics, metricsReaders, language, logRetentionMonths, backupFolder,
    worker, mailHost, mailPort, mailSecurity, mailUser, mailPassword, mailPasswordFile, mailFrom,
    mailAuthorities, scanner,
  ]

  static let database = Setting(
    "database", .text, standard: "soat-data",
    "Thư mục dữ liệu (SQLite), hoặc địa chỉ PostgreSQL dạng postgres://người-dùng@máy/tên.")
  static let databasePassword = Setting(
    "database-password", .text, isSecret: true, "Mật khẩu PostgreSQL.")
  static let databasePasswordFile = Setting(
    "database-password-file", .text, "Tệp chứa mật khẩu PostgreSQL, một dòng.")
  static let schema = Setting(
    "schema", .identifier, standard: "soat", "Lược đồ PostgreSQL của cơ quan.")
  static let data = Setting(
    "data", .text,
    "Thư mục tệp, mốc nhật ký và khóa; bắt buộc với PostgreSQL, với SQLite là thư mục dữ liệu.")
  static let host = Setting(
    "host", .text, standard: "127.0.0.1", "Địa chỉ mạng mà máy chủ lắng nghe.")
  static let port = Setting(
    "port", .number(0...65_535), standard: "8080", "Cổng mà máy chủ lắng nghe; 0: máy tự chọn.")
  static let publicURL = Setting(
    "public-url", .url, "Địa chỉ mà người dùng gõ; yêu cầu từ trang khác bị từ chối.")
  static let officeName = Setting(
    "office-name", .text, "Tên cơ quan ở đầu mọi trang, ví dụ Sở Nội vụ tỉnh Tân An.")
  static let trustedProxies = Setting(
    "trusted-proxies", .list, "Các máy trung gian mà địa chỉ người dùng do chúng báo được tin.")
  static let uploadLimit = Setting(
    "upload-limit-mb", .number(1...1_024), standard: "100", "Cỡ tệp tải lên tối đa, MB.")
  static let scanner = Setting(
    "clamd-socket", .text,
    "Ổ cắm của ClamAV (clamd); có thì mọi tệp minh chứng được quét trước khi nhận.")
  static let bodyLimit = Setting(
    "body-limit-kb", .number(16...10_240), standard: "1024", "Cỡ biểu mẫu gửi lên tối đa, KB.")
  static let requestTimeout = Setting(
    "request-timeout-seconds", .number(1...600), standard: "30",
    "Thời gian tối đa cho một yêu cầu, giây.")
  static let logLevel = Setting(
    "log-level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
    standard: "info", "Mức chi tiết của dòng ghi vận hành.")
  static let logFormat = Setting(
    "log-format", .choice(["text", "json"]), standard: "text", "Dạng của dòng ghi vận hành.")
  static let metrics = Setting(
    "metrics", .onOff, standard: "false", "Mở /metrics cho Prometheus.")
  static let metricsReaders = Setting(
    "metrics-readers", .list, standard: "127.0.0.1, ::1", "Các địa chỉ được đọc /metrics.")
  static let language = Setting(
    "language", .choice(["vi", "en"]), standard: "vi", "Ngôn ngữ khi người dùng chưa chọn.")
  static let backupFolder = Setting(
    "backup-folder", .text, "Thư mục chứa bản sao lưu khi lệnh không nêu nơi ghi.")
  static let worker = Setting(
    "worker", .onOff, standard: "true", "Chạy các việc định kỳ trong máy chủ này.")
}

/// The office's mail server; without `mail-host` nothing is sent.
extension Setting {
  static let mailHost = Setting(
    "mail-host", .text, "Máy chủ thư (SMTP) để gửi thông báo; không đặt: không gửi thư.")
  static let mailPort = Setting(
    "mail-port", .number(1...65_535), standard: "587", "Cổng của máy chủ thư.")
  static let mailSecurity = Setting(
    "mail-security", .choice(["starttls", "tls", "none"]), standard: "starttls",
    "Mã hóa đường truyền đến máy chủ thư; none chỉ cho máy chủ thư trên cùng máy.")
  static let mailUser = Setting("mail-user", .text, "Tên đăng nhập máy chủ thư.")
  static let mailPassword = Setting(
    "mail-password", .text, isSecret: true, "Mật khẩu máy chủ thư.")
  static let mailPasswordFile = Setting(
    "mail-password-file", .text, "Tệp chứa mật khẩu máy chủ thư, một dòng.")
  static let mailFrom = Setting(
    "mail-from", .text, "Địa chỉ thư của người gửi; bắt buộc khi đặt mail-host.")
  static let mailAuthorities = Setting(
    "mail-ca-file", .text, "Tệp chứng thư gốc tin cậy (PEM) thay cho của hệ điều hành.")
}

/// Bounds that come from rules: LEGAL-FACTS 10.09 (12 months of log at every level) and 10.11 (sessions).
extension Setting {
  static let sessionIdleMinutes = Setting(
    "session-idle-minutes", .number(1...15), standard: "15",
    "Phiên kết thúc sau số phút không thao tác.")
  static let sessionAbsoluteMinutes = Setting(
    "session-absolute-minutes", .number(10...1_440), standard: "600",
    "Phiên kết thúc sau số phút kể từ khi đăng nhập.")
  static let adminSessionIdleMinutes = Setting(
    "admin-session-idle-minutes", .number(1...5), standard: "5",
    "Như session-idle-minutes, cho quản trị viên.")
  static let adminSessionAbsoluteMinutes = Setting(
    "admin-session-absolute-minutes", .number(10...1_440), standard: "240",
    "Như session-absolute-minutes, cho quản trị viên.")
  static let secondFactorForAll = Setting(
    "second-factor-for-all", .onOff, standard: "false",
    "Buộc mọi tài khoản có yếu tố thứ hai; quản trị viên thì luôn phải có.")
  static let temporaryPasswordDays = Setting(
    "temporary-password-days", .number(1...30), standard: "7",
    "Số ngày mật khẩu tạm còn dùng được để đăng nhập lần đầu.")
  static let logRetentionMonths = Setting(
    "log-retention-months", .number(12...600), standard: "24",
    "Số tháng giữ nhật ký trong cơ sở dữ liệu trước khi được phép cắt.")
}
