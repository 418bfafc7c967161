import Foundation
import Records
import Rules
import Store

/// Brings an office back from a backup, into a place where there is none.
enum OfficeRestore {
  /// Verifies everything before it writes anything; where it fails later, what it made is removed again.
  static func restore(
    _ path: String, keyFile: String?, _ settings: Settings
  ) async throws -> (manifest: BackupManifest, report: AuditReport) {
    let source = DataFolder(path: path)
    let keyPath = keyFile ?? source.keys
    guard FileManager.default.fileExists(atPath: keyPath) else {
      throw CommandFailure.usage("bản sao lưu không kèm khóa. Hãy nêu --keys TỆP-KHÓA.")
    }
    let keys = try KeyFile.read(keyPath)
    guard let text = FileManager.default.contents(atPath: path + "/" + BackupManifest.name) else {
      throw CommandFailure.badBackup("không thấy bản kê trong “\(path)”")
    }
    let manifest = try BackupManifest(String(decoding: text, as: UTF8.self), keys)
    try OfficeBackup.verify(path, manifest)
    let target = try DatabasePlace.folder(settings)
    try refuseUsed(target)
    do {
      try Folders.make(target.secrets)
      try Folders.copy(source.files, to: target.files)
      try Folders.copy(source.anchors, to: target.anchors)
      try DurableFile.create(
        target.keys, Array(try Data(contentsOf: URL(filePath: keyPath))), mode: 0o600)
      let report = try await database(source, manifest, settings)
      return (manifest, report)
    } catch {
      remove(target)
      throw error
    }
  }

  private static func database(
    _ source: DataFolder, _ manifest: BackupManifest, _ settings: Settings
  ) async throws -> AuditReport {
    let folder = try DatabasePlace.folder(settings)
    let store = try await DatabasePlace.store(settings, folder)
    do {
      _ = try await store.restore(
        from: source.path + "/database", migrations: Schema.migrations)
    } catch let StoreError.failed("restore", message, _) {
      await store.close()
      throw CommandFailure.usage("cơ sở dữ liệu đích không trống (\(message)). Hãy nêu nơi khác.")
    }
    await store.close()
    let office = try await Database.open(settings, making: true)
    let (report, problems) = try await AuditVerifyCommand.verify(office)
    guard report.findings.isEmpty, problems.isEmpty, report.last >= manifest.head.seq else {
      await office.store.close()
      throw CommandFailure.badBackup(
        "nhật ký trong bản không nguyên vẹn: "
          + (problems + report.findings.map(AuditWords.text)).joined(separator: "; "))
    }
    let act = office.act()
    try await office.store.write { db in
      try Audit.record(
        "office.restore", of: Subject("office", ""),
        after: [
          "from": source.path, "made": manifest.at.date.iso,
          "seq": String(report.last), "mac": try Audit.mac(of: report.last, db),
        ], db, act)
    }
    try await office.witness.mark(.start, office.store)
    await office.store.close()
    return report
  }

  private static func refuseUsed(_ target: DataFolder) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
    guard names.isEmpty else {
      throw CommandFailure.usage(
        "thư mục dữ liệu “\(target.path)” không trống. Hãy nêu một thư mục mới hoặc trống.")
    }
  }

  /// The folder was empty before, so all in it is ours.
  private static func remove(_ target: DataFolder) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? [] {
      try? FileManager.default.removeItem(atPath: target.path + "/" + name)
    }
  }
}
