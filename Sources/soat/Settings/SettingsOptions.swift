import ArgumentParser

/// Where the office's data is: what every command that opens the database asks for.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Tệp cài đặt, thay cho \(Settings.usualFile).", valueName: "tệp"))
  var config: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.database.meaning)) var database: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.schema.meaning)) var schema: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.data.meaning)) var data: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.databasePasswordFile.meaning))
  var databasePasswordFile: String?

  /// The settings that stand on the command line, by name.
  var flags: [String: String] {
    [
      Setting.database.name: database, Setting.schema.name: schema, Setting.data.name: data,
      Setting.databasePasswordFile.name: databasePasswordFile,
    ].compactMapValues { $0 }
  }

  func settings(_ more: [String: String] = [:]) async throws -> Settings {
    try await Settings.load(
      flags: flags.merging(more, uniquingKeysWith: { first, _ in first }), file: config)
  }
}

/// What only the server asks for besides.
struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp(stringLiteral: Setting.host.meaning)) var host: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.port.meaning)) var port: String?
  @Option(
    name: .customLong("public-url"), help: ArgumentHelp(stringLiteral: Setting.publicURL.meaning))
  var publicURL: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.officeName.meaning)) var officeName: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.trustedProxies.meaning))
  var trustedProxies: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.sessionIdleMinutes.meaning))
  var sessionIdleMinutes: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.sessionAbsoluteMinutes.meaning))
  var sessionAbsoluteMinutes: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.adminSessionIdleMinutes.meaning))
  var adminSessionIdleMinutes: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.adminSessionAbsoluteMinutes.meaning))
  var adminSessionAbsoluteMinutes: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.secondFactorForAll.meaning))
  var secondFactorForAll: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.temporaryPasswordDays.meaning))
  var temporaryPasswordDays: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.uploadLimit.meaning)) var uploadLimitMb: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.bodyLimit.meaning)) var bodyLimitKb: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.requestTimeout.meaning))
  var requestTimeoutSeconds: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.logLevel.meaning)) var logLevel: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.logFormat.meaning)) var logFormat: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.metrics.meaning)) var metrics: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.metricsReaders.meaning))
  var metricsReaders: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.language.meaning)) var language: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.logRetentionMonths.meaning))
  var logRetentionMonths: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.backupFolder.meaning)) var backupFolder: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.worker.meaning)) var worker: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailHost.meaning)) var mailHost: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailPort.meaning)) var mailPort: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailSecurity.meaning))
  var mailSecurity: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailUser.meaning)) var mailUser: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailPasswordFile.meaning))
  var mailPasswordFile: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailFrom.meaning)) var mailFrom: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.mailAuthorities.meaning))
  var mailCaFile: String?
  @Option(help: ArgumentHelp(stringLiteral: Setting.scanner.meaning)) var clamdSocket: String?

  var flags: [String: String] {
    access.merging(running) { first, _ in first }.merging(mail) { first, _ in first }
  }

  private var access: [String: String] {
    [
      Setting.host: host, .port: port, .publicURL: publicURL, .officeName: officeName,
      .trustedProxies: trustedProxies,
      .sessionIdleMinutes: sessionIdleMinutes, .sessionAbsoluteMinutes: sessionAbsoluteMinutes,
      .adminSessionIdleMinutes: adminSessionIdleMinutes,
      .adminSessionAbsoluteMinutes: adminSessionAbsoluteMinutes,
      .secondFactorForAll: secondFactorForAll,
      .temporaryPasswordDays: temporaryPasswordDays,
    ].named
  }

  private var mail: [String: String] {
    [
      Setting.mailHost: mailHost, .mailPort: mailPort, .mailSecurity: mailSecurity,
      .mailUser: mailUser, .mailPasswordFile: mailPasswordFile, .mailFrom: mailFrom,
      .mailAuthorities: mailCaFile,
    ].named
  }

  private var running: [String: String] {
    [
      Setting.uploadLimit: uploadLimitMb, .bodyLimit: bodyLimitKb,
      .requestTimeout: requestTimeoutSeconds, .logLevel: logLevel, .logFormat: logFormat,
      .metrics: metrics, .metricsReaders: metricsReaders, .language: language,
      .logRetentionMonths: logRetentionMonths, .backupFolder: backupFolder, .worker: worker,
      .scanner: clamdSocket,
    ].named
  }
}

extension [Setting: String?] {
  fileprivate var named: [String: String] {
    var result: [String: String] = [:]
    for (setting, text) in self { result[setting.name] = text }
    return result
  }
}

extension Setting: Hashable {
  static func == (left: Setting, right: Setting) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
