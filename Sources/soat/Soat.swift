import ArgumentParser
import Foundation

/// The command line: what an officer types, and what a script calls.
struct Soat: ParsableCommand {
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "soat",
    abstract: "Soát: đọc kế hoạch cải cách hành chính, tính thời hạn theo ngày làm việc.",
    discussion: """
      Mã thoát: 0 được; 10–29 không đọc được tệp; 64 sai lệnh hoặc tham số; 65 không phải kế hoạch; \
      69 cơ sở dữ liệu không trả lời; \
      73 không ghi được; 75 đã có người đổi trước; 77 không có quyền; 78 sai cài đặt.
      """,
    version: "soat \(version)",
    subcommands: [
      PlanCommand.self, DeadlineCommand.self, CalendarCommand.self, UnitsCommand.self,
      ServeCommand.self,
      ConfigCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
      DoctorCommand.self, UserCommand.self, DutyCommand.self,
      EvidenceCommand.self,
    ])
}

@main
enum Entry {
  static func main() async {
    // A write that fails tells why; the signals would end the program before it can clean up.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    holdStandardDescriptors()
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(await run(arguments, out: Outlet(descriptor: 1), errors: Outlet(descriptor: 2)))
  }

  /// A file opened while a standard stream is closed would get its number, and what is meant for the
  /// stream would go into the file. The wrong way round, so that its use still fails.
  private static func holdStandardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Runs one command and returns its exit code. An error is one line on `errors`.
  static func run(_ arguments: [String], out: Outlet, errors: Outlet) async -> Int32 {
    do {
      var command = try Soat.parseAsRoot(SignedArguments.guarded(arguments))
      if let command = command as? any PrintingCommand {
        try command.print(to: out)
      } else if let command = command as? any WaitingCommand {
        try await command.print(to: out)
      } else {
        try command.run()
      }
      try out.finish()
      return 0
    } catch {
      return report(error, out: out, errors: errors)
    }
  }

  private static func report(_ error: any Error, out: Outlet, errors: Outlet) -> Int32 {
    if error is Outlet.ReaderLeft { return 0 }
    let failure: CommandFailure
    if let known = CommandFailure(error) {
      failure = known
    } else if let broken = error as? Outlet.WriteFailure {
      failure = .cannotWrite("đầu ra chuẩn", NewFile.reason(broken.code))
    } else if Soat.exitCode(for: error) == .success {
      let help = HelpTexts.vietnamese(Soat.fullMessage(for: error))
      return printHelp(help, out: out, errors: errors)
    } else {
      failure = .usage(HelpTexts.problem(Soat.message(for: error)))
    }
    errors.write("soat: " + TerminalText.clean(failure.message) + "\n")
    // Standard error is the last place to say anything: when it is closed there is nobody to tell.
    _ = try? errors.finish()
    return failure.exitCode
  }

  private static func printHelp(_ text: String, out: Outlet, errors: Outlet) -> Int32 {
    out.write(text.hasSuffix("\n") ? text : text + "\n")
    do {
      try out.finish()
      return 0
    } catch {
      return report(error, out: out, errors: errors)
    }
  }
}

/// A command that prints: it gets its outlet from outside, so that a test can read what it says.
protocol PrintingCommand: ParsableCommand {
  func print(to out: Outlet) throws
}

/// A command that prints and waits: for the database, for files.
protocol WaitingCommand: ParsableCommand {
  func print(to out: Outlet) async throws
}

/// Negative counts: `-5` is a number of days here, never a bundle of options.
enum SignedArguments {
  /// Puts `--` before the first negative number after `calendar add`.
  static func guarded(_ arguments: [String]) -> [String] {
    guard arguments.starts(with: ["calendar", "add"]), !arguments.contains("--"),
      let place = arguments.firstIndex(where: isNegativeNumber)
    else { return arguments }
    return arguments[..<place] + ["--"] + arguments[place...]
  }

  private static func isNegativeNumber(_ argument: String) -> Bool {
    argument.utf8.count > 1 && argument.utf8.first == UInt8(ascii: "-")
      && argument.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
  }
}
