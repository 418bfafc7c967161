/// A document that a plan rests on (căn cứ), as the plan names it.
public struct PlanBasis: Sendable, Equatable {
  /// Kind and number: "Kế hoạch số 305/KH-UBND"; for a law its name.
  public var document: String
  /// Number and symbol alone, "305/KH-UBND"; empty for a law without one.
  public var number: String
  public var issuedOn: CivilDate?
  /// Whether the plan carries this one out.
  public var isHigher: Bool
  /// That plan where it is one of the office.
  public var higher: ID<OfficePlan>?

  public init(
    document: String, number: String = "", issuedOn: CivilDate? = nil, isHigher: Bool = false,
    higher: ID<OfficePlan>? = nil
  ) {
    self.document = document
    self.number = number
    self.issuedOn = issuedOn
    self.isHigher = isHigher
    self.higher = higher
  }

  /// What a document names. A plan among its bases is taken for the higher plan, which an officer can change.
  public init(_ reference: DocumentReference) {
    self.init(
      document: reference.document, number: reference.number ?? "", issuedOn: reference.date,
      isHigher: VietnameseOrder.searchKey(reference.document).hasPrefix("ke hoach "))
  }

  /// The number as it is compared: "305/KH-UBND" and "305 / kh-ubnd" are one.
  public static func key(_ number: String) -> String {
    String(number.lowercased().filter { !$0.isWhitespace })
  }
}
