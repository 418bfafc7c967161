/// A plan of the office, as it is kept: read from a document, written by hand, or copied from an earlier one.
public struct OfficePlan: Sendable, Equatable {
  public enum Stage: String, CaseIterable, Sendable {
    /// Under review: nobody owes anything yet.
    case draft
    case published
    case withdrawn
  }

  public let id: ID<OfficePlan>
  /// The unit that issues it.
  public let unit: ID<Unit>
  public let stage: Stage
  public let facts: PlanFacts
  /// The day it was published here; nil for a draft.
  public let publishedOn: CivilDate?
  /// The earlier plan that it was copied from.
  public let copiedFrom: ID<OfficePlan>?
  /// The published plan that this one changes: a draft is that plan as it is to be, a published amendment that
  /// plan as it was before.
  public let amends: ID<OfficePlan>?
  public let version: Int

  public init(
    id: ID<OfficePlan>, unit: ID<Unit>, stage: Stage, facts: PlanFacts, publishedOn: CivilDate?,
    copiedFrom: ID<OfficePlan>? = nil, amends: ID<OfficePlan>? = nil, version: Int
  ) {
    self.id = id
    self.unit = unit
    self.stage = stage
    self.facts = facts
    self.publishedOn = publishedOn
    self.copiedFrom = copiedFrom
    self.amends = amends
    self.version = version
  }
}

/// What of a plan stands in its head and can be edited. Empty texts where a document says nothing.
public struct PlanFacts: Sendable, Equatable {
  public var kind: String
  public var number: String
  public var symbol: String
  public var place: String
  public var signedOn: CivilDate?
  public var year: Int
  public var issuer: String
  public var title: String
  public var signingAuthority: String
  public var signerTitle: String
  public var signer: String

  public init(kind: String, title: String, year: Int) {
    self.kind = kind
    self.title = title
    self.year = year
    (number, symbol, place, issuer) = ("", "", "", "")
    (signingAuthority, signerTitle, signer) = ("", "", "")
  }

  /// What a document says, in a year of its own or in `year`.
  public init(_ plan: Plan, year: Int) {
    let header = plan.header
    self.init(
      kind: header.kind ?? "", title: header.title ?? "",
      year: header.year ?? header.date?.year ?? year)
    number = header.number ?? ""
    symbol = header.symbol ?? ""
    place = header.place ?? ""
    signedOn = header.date
    issuer = header.issuer ?? ""
    signingAuthority = header.signingAuthority ?? ""
    signerTitle = header.signerTitle ?? ""
    signer = header.signer ?? ""
  }

  /// "341/KH-UBND"; nil where the number is not known.
  public var reference: String? {
    guard !number.isEmpty else { return nil }
    return symbol.isEmpty ? number : number + "/" + symbol
  }
}
