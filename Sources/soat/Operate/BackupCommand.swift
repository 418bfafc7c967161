import ArgumentParser
import Foundation
import Records
import Rules
import Store

/// `soat backup [FOLDER]`
struct BackupCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Sao lưu cơ sở dữ liệu, tệp minh chứng và mốc nhật ký, trong khi máy chủ vẫn chạy.",
    discussion: "Bản sao lưu được đọc lại để kiểm tra ngay sau khi ghi.")

  @OptionGroup var place: StoreOptions
  @Flag(help: "Kèm khóa. Ai có bản này thì đọc được yếu tố thứ hai và giả được nhật ký.")
  var withKeys = false
  @Argument(help: ArgumentHelp("Thư mục sẽ ghi; chưa được có.", valueName: "thư-mục"))
  var folder: String?

  func print(to out: Outlet) async throws {
    let settings = try await place.settings()
    let path = try folder ?? BackupCommand.usualPath(settings)
    let office = try await Database.open(settings)
    do {
      let manifest = try await OfficeBackup.write(path, office, withKeys: withKeys)
      let act = office.act()
      try await office.store.write { db in
        try Audit.record(
          "office.backup", of: Subject("office", ""),
          after: ["to": path, "keys": withKeys ? "1" : "0", "seq": String(manifest.head.seq)], db,
          act)
      }
      await office.store.close()
      out.write(
        "Đã sao lưu vào \(path): \(manifest.files.count) tệp, nhật ký đến mục "
          + "\(manifest.head.seq)\(withKeys ? ", kèm khóa" : ", không kèm khóa").\n")
    } catch {
      await office.store.close()
      throw error
    }
  }

  /// `soat-20261120-0815` in the backup folder of the settings.
  private static func usualPath(_ settings: Settings) throws -> String {
    guard let folder = settings.text(.backupFolder) else {
      throw CommandFailure.usage("thiếu nơi ghi: soat backup THƯ-MỤC, hoặc đặt backup-folder.")
    }
    let now = Instant.now
    let day = now.date.iso.replacing("-", with: "")
    return "\(folder)/soat-\(day)-\(now.clock.replacing(":", with: ""))"
  }
}

/// `soat restore FOLDER`
struct RestoreCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Khôi phục từ bản sao lưu vào nơi còn trống (thư mục và cơ sở dữ liệu).",
    discussion: "Mọi tệp được kiểm tra trước khi ghi; sau đó nhật ký được kiểm tra.")

  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("Tệp khóa, khi bản sao lưu không kèm khóa.", valueName: "tệp"))
  var keys: String?
  @Argument(help: ArgumentHelp("Thư mục bản sao lưu.", valueName: "thư-mục")) var folder: String

  func print(to out: Outlet) async throws {
    let (manifest, report) = try await OfficeRestore.restore(
      folder, keyFile: keys, place.settings())
    out.write(
      "Đã khôi phục bản lập ngày \(manifest.at.date.vietnamese) lúc \(manifest.at.clock): "
        + "\(manifest.files.count) tệp; nhật ký nguyên vẹn đến mục \(report.last).\n")
  }
}
