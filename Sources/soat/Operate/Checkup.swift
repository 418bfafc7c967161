import Foundation
import Jobs
import Records
import Rules
import Store

/// One thing that `soat doctor` looked at.
struct Finding: Sendable, Equatable {
  enum State: String, Sendable {
    case good
    case warning
    case bad

    var word: String {
      switch self {
      case .good: "tốt"
      case .warning: "cần xem"
      case .bad: "hỏng"
      }
    }
  }

  let name: String
  let state: State
  /// What was found.
  let text: String
  /// What to do now; nil where nothing needs to be done.
  let advice: String?

  static func good(_ name: String, _ text: String) -> Finding {
    Finding(name: name, state: .good, text: text, advice: nil)
  }

  static func warning(_ name: String, _ text: String, _ advice: String) -> Finding {
    Finding(name: name, state: .warning, text: text, advice: advice)
  }

  static func bad(_ name: String, _ text: String, _ advice: String) -> Finding {
    Finding(name: name, state: .bad, text: text, advice: advice)
  }
}

/// Everything that can be looked at without changing anything.
enum Checkup {
  static func all(_ office: Office, now: Instant) async throws -> [Finding] {
    let pending = try await pendingSteps(office)
    var findings = [pending, folder(office), try await integrity(office)]
    guard pending.state == .good else { return findings + [space(office)] }
    findings += try await audit(office)
    findings += [
      try await evidence(office), try await clock(office, now: now), space(office),
    ]
    findings.append(try await queue(office))
    return findings + (try await jobs(office, now: now))
  }

  private static func pendingSteps(_ office: Office) async throws -> Finding {
    let name = "nâng cấp cơ sở dữ liệu"
    let pending = try await office.store.pendingMigrations(Schema.migrations)
    guard !pending.isEmpty else { return .good(name, "không còn bước nào chờ") }
    return .bad(
      name, "còn \(pending.count) bước chưa chạy, từ \(pending[0])",
      "sao lưu rồi khởi động lại “soat serve”; nó tự chạy các bước này")
  }

  /// The keys were good, or the office could not have been opened.
  private static func folder(_ office: Office) -> Finding {
    let name = "quyền của thư mục và khóa"
    for path in [office.folder.path, office.folder.secrets, office.folder.anchors] {
      var state = stat()
      guard stat(path, &state) == 0 else {
        return .bad(name, "thiếu “\(path)”", "khôi phục thư mục này từ bản sao lưu")
      }
      guard state.st_mode & 0o077 == 0 else {
        return .bad(name, "người khác vào được “\(path)”", "chạy: chmod 700 “\(path)”")
      }
    }
    return .good(name, "chỉ chủ sở hữu vào được")
  }

  private static func integrity(_ office: Office) async throws -> Finding {
    let name = "cơ sở dữ liệu"
    let problems = try await office.store.integrity()
    guard let first = problems.first else { return .good(name, "không có lỗi") }
    return .bad(
      name, "\(problems.count) lỗi: \(first)",
      "dừng máy chủ, giữ nguyên dữ liệu, khôi phục bản sao lưu")
  }

  private static func audit(_ office: Office) async throws -> [Finding] {
    let (report, problems) = try await AuditVerifyCommand.verify(office)
    let words = report.findings.map(AuditWords.text)
    let advice = "giữ nguyên máy, sao thư mục dữ liệu ra nơi khác, xem docs/audit.md"
    return [
      words.first.map {
        .bad("nhật ký", "\(words.count) điều sai: \($0)", advice)
      } ?? .good("nhật ký", "nguyên vẹn, \(report.count) mục"),
      problems.first.map { .bad("mốc nhật ký", $0, advice) }
        ?? .good("mốc nhật ký", "\(office.witness.read().marks.count) mốc, đúng"),
    ]
  }

  /// Each evidence file is called by the SHA-256 of its content, and each that a row speaks of is there.
  private static func evidence(_ office: Office) async throws -> Finding {
    let name = "tệp minh chứng"
    let named = try await office.store.read { try Evidence.keptFiles($0) }
    let advice = "chép lại các tệp này từ bản sao lưu"
    let missing = named.filter { office.files.size($0.key) != $0.value }.keys.sorted()
    if let first = missing.first {
      return .bad(name, "thiếu hoặc cụt \(missing.count) tệp: \(first)", advice)
    }
    let all = office.files.all()
    let broken = all.filter { sum in
      // One that cannot be read is as good as altered.
      (try? Manifests.digest(of: office.files.path(sum)).digest) != sum
    }
    if let first = broken.first {
      return .bad(name, "\(broken.count) tệp hỏng hoặc không đọc được: \(first)", advice)
    }
    let stray = all.count { named[$0] == nil }
    return .good(
      name,
      "\(named.count) tệp, đúng mã"
        + (stray == 0 ? "" : "; \(stray) tệp chưa thuộc minh chứng nào, sẽ được dọn"))
  }

  private static func clock(_ office: Office, now: Instant) async throws -> Finding {
    let name = "đồng hồ"
    let last = try await office.store.read { db in
      try Audit.run(after: Audit.head(db).seq - 1, limit: 1, db).first?.at
    }
    let advice = "chỉnh giờ máy, bật đồng bộ giờ (NTP) rồi chạy lại"
    if let last, last > now.adding(seconds: 60) {
      return .bad(
        name, "chậm hơn mục nhật ký mới nhất (\(last.date.vietnamese) \(last.clock))", advice)
    }
    if now < programDate { return .bad(name, "chậm hơn ngày của chương trình", advice) }
    return .good(name, "\(now.date.vietnamese) \(now.clock)")
  }

  private static var programDate: Instant {
    let path = CommandLine.arguments.first ?? ""
    var state = stat()
    guard stat("/proc/self/exe", &state) == 0 || stat(path, &state) == 0 else {
      return Instant(milliseconds: 0)
    }
    return Instant(milliseconds: Int64(state.st_mtim.tv_sec) * 1000)
  }

  private static func space(_ office: Office) -> Finding {
    let name = "chỗ trống trên đĩa"
    var state = statvfs()
    guard statvfs(office.folder.path, &state) == 0 else {
      return .warning(name, "không hỏi được", "kiểm tra ổ đĩa của “\(office.folder.path)”")
    }
    let megabytes = Int64(state.f_bavail) * Int64(state.f_frsize) / 1_048_576
    let text = megabytes > 10_240 ? "\(megabytes / 1024) GB" : "\(megabytes) MB"
    let advice = "dọn đĩa hoặc thêm đĩa; khi hết chỗ không ghi được gì nữa"
    if megabytes < 512 { return .bad(name, "chỉ còn \(text)", advice) }
    return megabytes < 4_096 ? .warning(name, "còn \(text)", advice) : .good(name, text)
  }

  /// Jobs that wait for a person.
  private static func queue(_ office: Office) async throws -> Finding {
    let name = "hàng việc"
    let counts = try await office.store.read { try JobQueue.counts($0) }
    let (failed, doubtful) = (counts[.failed] ?? 0, counts[.doubtful] ?? 0)
    guard failed + doubtful > 0 else {
      return .good(name, "\(counts[.waiting] ?? 0) việc đang chờ, không việc nào hỏng")
    }
    return .warning(
      name, "\(failed) việc đã thôi thử, \(doubtful) việc không rõ đã xong chưa",
      "quản trị viên mở trang Việc của hệ thống, chạy lại hoặc bỏ qua từng việc")
  }

  private static func jobs(_ office: Office, now: Instant) async throws -> [Finding] {
    let runs = try await office.store.read { try JobRuns.all($0) }
    return OfficeJobs.all(office).map { job in
      let name = "việc định kỳ \(job.name)"
      guard let run = runs.first(where: { $0.name == job.name }) else {
        return .warning(name, "chưa chạy lần nào", "bình thường khi máy chủ chưa từng chạy")
      }
      let when = "\(run.at.date.vietnamese) \(run.at.clock)"
      guard run.isDone else {
        return .bad(name, "\(when): \(run.note)", "xem dòng ghi vận hành của lúc đó")
      }
      return run.at.adding(seconds: 2 * 86_400) < now
        ? .warning(name, "lần cuối \(when)", "kiểm tra máy chủ có chạy và cài đặt worker")
        : .good(name, "\(when): \(run.note)")
    }
  }
}
