import Configuration
import Foundation

/// How this program is to run: every setting with its value and where that came from. A flag goes before the
/// environment, the environment before the file, the file before what holds otherwise.
struct Settings: Sendable {
  enum Source: Sendable, Equatable {
    case flag
    case environment
    case file(String)
    case standard
  }

  struct Found: Sendable {
    let text: String
    let value: SettingValue
    let source: Source
  }

  /// By the setting's name; nothing for one that is not set.
  private(set) var found: [String: Found] = [:]

  static let usualFile = "/etc/soat/soat.yaml"

  /// Reads all sources. `file` is the one named by `--config`; without it the usual one is read where it is.
  /// Throws `CommandFailure` (78) for an unknown name or a value that is not allowed.
  static func load(
    flags: [String: String] = [:], file: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> Settings {
    let path = file ?? environment["SOAT_CONFIG"] ?? usualFile
    let isNamed = file != nil || environment["SOAT_CONFIG"] != nil
    let written = try SettingsFile.read(path, mayBeMissing: !isNamed)
    let readers: [(ConfigReader, Source)] = [
      (memory(flags), .flag),
      (
        ConfigReader(
          provider: EnvironmentVariablesProvider(environmentVariables: environment)
            .prefixKeys(with: "soat")), .environment
      ),
      (memory(written), .file(path)),
    ]
    var settings = Settings()
    for setting in Setting.all { try settings.take(setting, readers) }
    return settings
  }

  private static func memory(_ values: [String: String]) -> ConfigReader {
    let pairs = values.map {
      (AbsoluteConfigKey([$0.key]), ConfigValue(.string($0.value), isSecret: false))
    }
    return ConfigReader(
      provider: InMemoryProvider(values: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    )
  }

  private mutating func take(_ setting: Setting, _ readers: [(ConfigReader, Source)]) throws {
    for (reader, source) in readers {
      let text = reader.string(
        forKey: ConfigKey([setting.name]), isSecret: setting.isSecret, default: "")
      guard !text.isEmpty else { continue }
      guard let value = setting.value(text) else {
        throw CommandFailure.badSetting(setting, text, source)
      }
      found[setting.name] = Found(text: text, value: value, source: source)
      return
    }
    if let text = setting.standard, let value = setting.value(text) {
      found[setting.name] = Found(text: text, value: value, source: .standard)
    }
  }
}

extension Settings {
  func text(_ setting: Setting) -> String? {
    guard case .text(let text) = found[setting.name]?.value else { return nil }
    return text
  }

  /// Only of settings that are numbers and have a standard.
  func number(_ setting: Setting) -> Int {
    guard case .number(let number) = found[setting.name]?.value else {
      preconditionFailure("\(setting.name) is no number with a standard")
    }
    return number
  }

  func isOn(_ setting: Setting) -> Bool { found[setting.name]?.value == .onOff(true) }

  func list(_ setting: Setting) -> [String] {
    guard case .list(let words) = found[setting.name]?.value else { return [] }
    return words
  }
}

extension Settings.Source {
  var shown: String {
    switch self {
    case .flag: "tùy chọn của lệnh"
    case .environment: "biến môi trường"
    case .file(let path): path
    case .standard: "mặc định"
    }
  }
}

extension CommandFailure {
  /// `EX_CONFIG` of sysexits.h.
  static let settingsCode: Int32 = 78

  static func settings(_ message: String) -> CommandFailure {
    CommandFailure(message: message, exitCode: settingsCode)
  }

  static func badSetting(
    _ setting: Setting, _ text: String, _ source: Settings.Source
  ) -> CommandFailure {
    let value = setting.isSecret ? "" : " là “\(TerminalText.clipped(text))”,"
    return settings(
      "cài đặt \(setting.name)\(value) không dùng được (\(source.shown)). "
        + "Giá trị được phép: \(setting.allowed).")
  }
}
