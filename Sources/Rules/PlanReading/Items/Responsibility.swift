/// Who leads, who helps, who carries out, as far as one place says it.
struct Responsibility: Sendable {
  var lead: [String] = []
  var coordinating: [String] = []
  var executing: [String] = []

  var isEmpty: Bool { lead.isEmpty && coordinating.isEmpty && executing.isEmpty }
  var namesDoer: Bool { !lead.isEmpty || !executing.isEmpty }

  init() {}

  /// What labels say.
  init(labels: [Label], in passage: Passage) {
    for label in labels {
      switch label.kind {
      case .lead: lead += Responsibility.names(passage, label.value)
      case .coordinating: coordinating += Responsibility.names(passage, label.value)
      case .executing: executing += Responsibility.names(passage, label.value)
      case .responsible:
        let said = Responsibility(sentence: passage, label.value)
        if said.namesDoer {
          inherit(said)
        } else {
          inherit(Responsibility(subject: Agencies.list(in: passage, label.value)))
        }
      default: break
      }
    }
  }

  /// What a sentence says outright: "X chủ trì, phối hợp với Y", "Giao X …".
  init(sentence passage: Passage, _ range: Range<Int>) {
    let range = TaskWords.afterLeadIn(passage, range)
    let found = Agencies.responsibilities(in: passage, range)
    lead = found.lead?.map(\.name) ?? []
    coordinating = found.coordinating?.map(\.name) ?? []
    executing = found.executing?.map(\.name) ?? []
  }

  /// Whom a sentence or heading begins with: one agency leads, groups and several carry out.
  init(subject agencies: [AgencyName]) {
    if agencies.count == 1, let only = agencies.first, !only.isGroup {
      lead = [only.name]
    } else {
      executing = agencies.map(\.name)
    }
  }

  /// The names of a list of agencies; the words as they stand where none is recognised.
  static func names(_ passage: Passage, _ range: Range<Int>) -> [String] {
    var range = range
    // "Phòng Nội vụ; hoàn thành trong quý III": what follows and is no agency is not in the list.
    for index in range where passage.letters[index] == 0x3B || passage.letters[index] == 0x2E {
      if passage.letters[index] == 0x2E, passage.skipSpace(index + 1) == index + 1 { continue }
      let next = passage.skipSpace(index + 1)
      if next < range.upperBound, Agencies.match(in: passage, at: next) == nil {
        range = range.lowerBound..<index
        break
      }
    }
    let names = Agencies.list(in: passage, range).map(\.name)
    if !names.isEmpty || range.isEmpty { return names }
    return [passage.text(range)]
  }

  /// The agencies with which a sentence begins. Whoever is told to "phối hợp" without a partner does the work;
  /// "Giao X" makes X lead, a group too.
  mutating func take(subject agencies: [AgencyName], assigned: Bool) {
    if lead.isEmpty, executing.isEmpty, coordinating == agencies.map(\.name) { coordinating = [] }
    if assigned, agencies.count == 1 || !agencies.contains(where: \.isGroup), !namesDoer {
      lead = agencies.map(\.name)
    }
    inherit(Responsibility(subject: agencies))
  }

  /// Fills each list that is open from another label of the same section.
  mutating func fill(_ other: Responsibility) {
    if lead.isEmpty { lead = other.lead }
    if coordinating.isEmpty { coordinating = other.coordinating }
    if executing.isEmpty { executing = other.executing }
  }

  /// Fills what this leaves open from another place.
  mutating func inherit(_ other: Responsibility) {
    if !namesDoer {
      lead = other.lead
      executing = other.executing
    }
    if coordinating.isEmpty { coordinating = other.coordinating }
  }
}
