import ArgumentParser
import Foundation
import Records
import Rules
import Store
import Web

/// `soat evidence bundle FILE.zip --plan ID`
struct EvidenceBundleCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract:
      "Ghi mọi minh chứng của một kế hoạch, đơn vị hoặc thời gian vào một tệp ZIP có bảng kê.")

  @Argument(help: ArgumentHelp("Tệp ZIP sẽ ghi; chưa được có.", valueName: "tệp")) var file: String
  @Option(help: ArgumentHelp("Kế hoạch.", valueName: "mã")) var plan: String?
  @Option(help: ArgumentHelp("Đơn vị, kể cả các đơn vị trực thuộc.", valueName: "mã"))
  var unit: String?
  @Option(help: ArgumentHelp("Việc có hạn từ ngày.", valueName: "năm-tháng-ngày"))
  var from: String?
  @Option(help: ArgumentHelp("Đến ngày.", valueName: "năm-tháng-ngày")) var to: String?
  @Option(
    name: .customLong("as"), help: ArgumentHelp("Như tài khoản này thấy.", valueName: "tên"))
  var login: String?
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let scope = EvidenceScope(
      plan: try plan.map { try DutyWork.id($0, "kế hoạch") },
      unit: try unit.map { try DutyWork.id($0, "đơn vị") },
      from: try EvidenceWork.day(from, "--from"), to: try EvidenceWork.day(to, "--to"))
    try await EvidenceWork.run(place, as: login) { office, act in
      let bundle = try await office.store.read { try EvidenceBundle.of(scope, $0, act) }
      let archive = BundleArchive(bundle, office.files, on: act.today, english: false)
      try await write(archive)
      try await office.store.write { try bundle.record(scope, $0, act) }
      let (pieces, length) = (bundle.pieces.count, archive.length)
      guard json else {
        return out.write("Đã ghi \(pieces) minh chứng vào \(file): \(length) byte.\n")
      }
      let writer = JSONWriter(out)
      writer.object {
        writer.field("file", file)
        writer.field("pieces", pieces)
        writer.field("lines", bundle.lines.count)
        writer.field("bytes", Int(length))
      }
      out.write("\n")
    }
  }

  /// Whole, on the disk, or not at all.
  private func write(_ archive: BundleArchive) async throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure.cannotWrite(
        file, errno == EEXIST ? "tệp đã có và không được ghi đè" : NewFile.reason(errno))
    }
    defer { close(descriptor) }
    do {
      let outlet = Outlet(descriptor: descriptor)
      try await archive.write { outlet.write($0) }
      try outlet.finish()
      guard fsync(descriptor) == 0 else { throw Outlet.WriteFailure(code: errno) }
    } catch {
      unlink(file)
      switch error {
      case let failure as Outlet.WriteFailure:
        throw CommandFailure.cannotWrite(file, NewFile.reason(failure.code))
      case FileTrouble.missing(let sum):
        throw CommandFailure(
          message: "tệp minh chứng \(sum) bị cụt hoặc vừa mất. Hãy chạy “soat doctor”.",
          exitCode: 66)
      default: throw error
      }
    }
  }
}
