import ArgumentParser
import Rules
import Store

/// `soat doctor`: is this office well, and if not, what to do now.
struct DoctorCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Khám: cơ sở dữ liệu, nhật ký, tệp, đồng hồ, đĩa, quyền, việc định kỳ.",
    discussion: "Không thay đổi gì. Mã thoát 1 khi có mục hỏng.")

  @OptionGroup var place: StoreOptions
  @Flag(help: "In JSON.") var json = false

  func print(to out: Outlet) async throws {
    let office = try await Database.open(place.settings(), isBehind: true)
    let findings: [Finding]
    do {
      findings = try await Checkup.all(office, now: .now)
      await office.store.close()
    } catch {
      await office.store.close()
      throw error
    }
    if json { write(findings, to: out) } else { list(findings, on: TerminalPage(out)) }
    let broken = findings.count { $0.state == .bad }
    guard broken == 0 else {
      throw CommandFailure(message: "có \(broken) mục hỏng, xem việc cần làm ở trên.", exitCode: 1)
    }
  }

  private func list(_ findings: [Finding], on page: TerminalPage) {
    page.table(
      ["mục", "", "thấy gì, làm gì"],
      findings.map { finding in
        [
          finding.name, finding.state.word,
          finding.text + (finding.advice.map { " → \($0)" } ?? ""),
        ]
      })
  }

  private func write(_ findings: [Finding], to out: Outlet) {
    let json = JSONWriter(out)
    json.array(findings) { finding in
      json.object {
        json.field("name", finding.name)
        json.field("state", finding.state.rawValue)
        json.field("text", finding.text)
        json.field("advice", finding.advice)
      }
    }
    out.write("\n")
  }
}
