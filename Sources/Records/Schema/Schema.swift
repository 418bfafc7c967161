public import Store

/// The schema of an office: numbered steps, forward only, never edited once released.
public enum Schema {
  public static let migrations: [Migration] = Embedded.texts.keys
    .filter { $0.hasSuffix(".sql") }
    .sorted()
    .map { Migration(name: String($0.dropLast(4)), text: Embedded.texts[$0] ?? "") }
}
