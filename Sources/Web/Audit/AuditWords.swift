internal import Records
internal import Rules

/// The words for what stands in the log. What a newer program wrote stands as it is.
enum AuditWords {
  static func action(_ key: String, _ call: Call) -> String {
    known("audit.action." + key, key, call)
  }
  static func kind(_ key: String, _ call: Call) -> String { known("audit.kind." + key, key, call) }
  static func fact(_ key: String, _ call: Call) -> String { known("audit.fact." + key, key, call) }
  static func channel(_ key: String, _ call: Call) -> String {
    known("audit.channel." + key, key, call)
  }

  private static func known(_ key: String, _ plain: String, _ call: Call) -> String {
    Texts.of(call.language)[key] ?? plain
  }

  /// All kinds of acts to choose from: groups, then single ones by their words.
  static func choices(_ call: Call) -> [(value: String, text: String)] {
    let texts = Texts.of(call.language)
    func all(_ prefix: String) -> [(value: String, text: String)] {
      texts.filter { $0.key.hasPrefix(prefix) }
        .map { (value: String($0.key.dropFirst(prefix.count)), text: $0.value) }
        .sorted { VietnameseOrder.sortKey($0.text) < VietnameseOrder.sortKey($1.text) }
    }
    let groups = all("audit.group.").map { (value: $0.value + ".", text: $0.text) }
    return [("", call.text("audit.allActions"))] + groups + all("audit.action.")
  }

  /// A value for people: days, moments and closed lists in words, anything else as it was written.
  static func value(_ text: String, of fact: String, _ call: Call) -> String {
    if fact == "role" { return known("role." + text, text, call) }
    if fact == "kind", let kind = UnitKind(rawValue: text) {
      return call.language.kind(kind)
    }
    if fact == "post", let post = Post(rawValue: text) {
      return call.language.post(post)
    }
    if let day = CivilDate(iso: text) {
      return day == .open ? call.text("audit.open") : day.vietnamese
    }
    if ["until", "endsAt"].contains(fact), let moment = Int64(text) {
      return Instant(milliseconds: moment).shown
    }
    // The end of an id is what tells it from others of the same moment.
    if ["reason", "source", "title"].contains(fact) { return call.language.say(kept: text) }
    return ID<AuditEntry>(text) == nil ? text : "…" + text.suffix(8)
  }
}
