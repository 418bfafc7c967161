import Rules

/// The one place where the tests call the reader.
enum TruthReading {
  static let isJoined = true

  /// Reads a decoded text.
  static func readPlan(_ text: String) -> Plan {
    PlanReader.read(text)
  }
}
