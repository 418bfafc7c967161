public import Rules
public import Store

/// A list of units as it was uploaded, with what is to be done with it.
public struct KeptList: Sendable {
  public struct File: Sendable {
    /// As the browser named it.
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  public var list: File
  /// What the units were made of; nil where nothing was merged.
  public var merges: File?
  public var effectiveOn: CivilDate
  /// Codes of the provinces to take over; empty for all.
  public var provinces: [String]

  public init(list: File, merges: File?, effectiveOn: CivilDate, provinces: [String]) {
    self.list = list
    self.merges = merges
    self.effectiveOn = effectiveOn
    self.provinces = provinces
  }
}

/// Uploaded lists between the look at what they would change and the decision. Each is its uploader's own;
/// keeping one lets go of their older ones, so that no account fills the disk.
public enum KeptLists {
  /// A list is let go after a day.
  public static let days = 1

  public static func keep(
    _ kept: KeptList, _ db: any Writer, _ act: Act
  ) throws -> ID<KeptList> {
    try Rights.demandSomewhere(.importUnits, act)
    let oldest = Instant(milliseconds: act.at.milliseconds - Int64(days) * 86_400_000)
    try db.execute(
      "DELETE FROM kept_list WHERE account_id = \(act.actor.account) OR at < \(oldest)")
    let id = act.newID(KeptList.self)
    try db.execute(
      """
      INSERT INTO kept_list
        (id, account_id, effective_on, provinces, list_name, list, merges_name, merges, at)
      VALUES
        (\(id), \(act.actor.account), \(kept.effectiveOn),
         \(kept.provinces.joined(separator: " ")), \(kept.list.name), \(kept.list.bytes),
         \(kept.merges?.name), \(kept.merges?.bytes), \(act.at))
      """)
    return id
  }

  /// Throws `Refusal.notFound` where it was let go, or is another's.
  public static func find(
    _ id: ID<KeptList>, _ db: any Reader, _ act: Act
  ) throws -> KeptList {
    try Rights.demandSomewhere(.importUnits, act)
    let row = try db.row(
      """
      SELECT effective_on, provinces, list_name, list, merges_name, merges
      FROM kept_list
      WHERE id = \(id) AND account_id = \(act.actor.account)
      """)
    guard let row else { throw Refusal.notFound }
    let mergesName: String? = try row.get("merges_name")
    let merges: [UInt8]? = try row.get("merges")
    return KeptList(
      list: .init(name: try row.get("list_name"), bytes: try row.get("list")),
      merges: try mergesName.map { KeptList.File(name: $0, bytes: try required(merges)) },
      effectiveOn: try row.get("effective_on"),
      provinces: try row.get("provinces", as: String.self).split(separator: " ").map(String.init))
  }

  public static func letGo(_ id: ID<KeptList>, _ db: any Writer, _ act: Act) throws {
    try db.execute(
      "DELETE FROM kept_list WHERE id = \(id) AND account_id = \(act.actor.account)")
  }

  private static func required(_ bytes: [UInt8]?) throws -> [UInt8] {
    guard let bytes else { throw StoreError.column("merges", wanted: "[UInt8]") }
    return bytes
  }
}
