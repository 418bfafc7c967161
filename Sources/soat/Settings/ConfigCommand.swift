import ArgumentParser

/// `soat config …`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Cài đặt của máy chủ.",
    subcommands: [ConfigListCommand.self])
}

/// `soat config list`: what holds, and who said so.
struct ConfigListCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "In mọi cài đặt, giá trị đang có hiệu lực và nơi đặt.")

  @OptionGroup var place: StoreOptions
  @OptionGroup var server: ServerOptions
  @Flag(help: "In JSON.") var json = false

  func print(to out: Outlet) async throws {
    let settings = try await place.settings(server.flags)
    if json { write(settings, to: out) } else { list(settings, on: TerminalPage(out)) }
  }

  private func list(_ settings: Settings, on page: TerminalPage) {
    for setting in Setting.all {
      let found = settings.found[setting.name]
      let value = found.map { setting.shown($0.text) } ?? "(không đặt)"
      page.row(setting.name, found.map { "\(value)  [\($0.source.shown)]" } ?? value)
    }
  }

  private func write(_ settings: Settings, to out: Outlet) {
    let json = JSONWriter(out)
    json.array(Setting.all) { setting in
      let found = settings.found[setting.name]
      json.object {
        json.field("name", setting.name)
        json.field("value", found.map { setting.shown($0.text) })
        json.field("source", found?.source.shown)
        json.field("environment", setting.environment)
        json.field("allowed", setting.allowed)
        json.field("meaning", setting.meaning)
      }
    }
    out.write("\n")
  }
}
