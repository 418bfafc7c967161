internal import FoundationEssentials
internal import Records
internal import Rules
internal import Store

/// Units for programs.
enum UnitsAPI {
  static let endpoints: [Endpoint] = [
    .get(
      "/units", .may(.viewUnits), "listUnits",
      "Units under `under`, or the topmost the caller sees; with `search` those found.",
      query: [
        QueryParameter(name: "under", meaning: "The unit above.", schema: Schema.id), .search, .on,
        .after, .limit,
      ], .unitList, list),
    .get(
      "/units/{unit}", .may(.viewUnits), "getUnit", "One unit as it stood on a day.", query: [.on],
      .unit
    ) { call in
      let (id, day) = (try call.id("unit", of: Unit.self), try call.day())
      return try await call.read { db, act in UnitFact(try Units.find(id, on: day, db, act)) }
    },
    .get(
      "/units/{unit}/history", .may(.viewUnits), "getUnitHistory", "All states, oldest first.",
      .unitHistory
    ) { call in
      let id = try call.id("unit", of: Unit.self)
      return try await call.read { db, act in
        Listed(items: try Units.history(of: id, db, act).map(UnitFact.init))
      }
    },
    .get(
      "/units/{unit}/predecessors", .may(.viewUnits), "getPredecessors",
      "Whose place it took, nearest first.", .kinship
    ) { call in
      let id = try call.id("unit", of: Unit.self)
      return try await call.read { db, act in
        Listed(items: try Units.predecessors(of: id, db, act).map(KinshipFact.init))
      }
    },
    .get(
      "/units/{unit}/successors", .may(.viewUnits), "getSuccessors",
      "Who took its place, nearest first.", .kinship
    ) { call in
      let id = try call.id("unit", of: Unit.self)
      return try await call.read { db, act in
        Listed(items: try Units.successors(of: id, db, act).map(KinshipFact.init))
      }
    },
    .post("/units", .may(.changeUnits), "createUnit", "Makes a unit.", .unitDraft) {
      (_, sent: UnitSent, db, act) in
      path(try Units.create(try sent.draft(), db, act))
    },
    .post(
      "/units/{unit}/changes", .may(.changeUnits), "changeUnit",
      "A new name, kind or place from a day on.", .unitChange
    ) { (call, sent: UnitSent, db, act) in
      let id = try call.id("unit", of: Unit.self)
      guard let version = sent.version else {
        throw Refusal.invalid([Problem("version", "Thiếu trường này.")])
      }
      let draft = try sent.draft()
      try Units.change(id, to: draft.state, from: draft.from, seen: version, db, act)
      return path(id)
    },
  ]

  static func path(_ id: ID<Unit>) -> String { API.root + "/units/\(id)" }

  @Sendable
  private static func list(_ call: Call) async throws -> Listed<UnitFact> {
    let (day, limit) = (try call.day(), try call.limit())
    let above = try call.asked("under", of: Unit.self)
    let place = try call.place(UnitPage.Place.init)
    if let text = call.query["search"] {
      return try await call.read { db, act in
        Listed(items: try Units.search(text, on: day, limit: limit, db, act).map(UnitFact.init))
      }
    }
    let page = try await call.read { db, act in
      if let above {
        return try Units.children(of: above, on: day, after: place, limit: limit, db, act)
      }
      return try Units.roots(on: day, after: place, limit: limit, db, act)
    }
    return Listed(items: page.lines.map(UnitFact.init), next: page.next?.text)
  }
}

/// A unit as the API shows it. An end that is not known is left out.
struct UnitFact: Encodable, Sendable {
  let id: String
  let kind: String
  let name: String
  let fullName: String
  let parent: String?
  let from: String
  let to: String?
  let stateFrom: String
  let stateTo: String?
  let version: Int
  var children: Int?
  var parentName: String?

  init(_ unit: Unit) {
    id = unit.id.text
    kind = unit.kind.rawValue
    name = unit.name
    fullName = unit.fullName
    parent = unit.parent?.text
    from = unit.from.iso
    to = unit.to == .last ? nil : unit.to.iso
    stateFrom = unit.stateFrom.iso
    stateTo = unit.stateTo == .last ? nil : unit.stateTo.iso
    version = unit.version
  }

  init(_ line: UnitLine) {
    self.init(line.unit)
    children = line.children
    parentName = line.parentName
  }
}

/// One step of succession as the API shows it.
struct KinshipFact: Encodable, Sendable {
  let unit: String
  let fullName: String
  let near: String
  let effectiveOn: String
  let extent: String
  let source: String
  let depth: Int

  init(_ kinship: Kinship) {
    unit = kinship.unit.text
    fullName = kinship.fullName
    near = kinship.near.text
    effectiveOn = kinship.effectiveOn.iso
    extent = kinship.extent.rawValue
    source = kinship.source
    depth = kinship.depth
  }
}

/// A unit as a program sends it.
private struct UnitSent: Decodable, Sendable {
  let kind: String
  let name: String
  let parent: String?
  let from: String
  let to: String?
  let codes: [String: String]?
  let version: Int?

  func draft() throws -> UnitDraft {
    var problems: [Problem] = []
    let kind = UnitKind(rawValue: kind)
    if kind == nil { problems.append(Problem("kind", "Không có loại đơn vị này.")) }
    let parent = parent.map { ID<Unit>($0) }
    if parent == .some(nil) { problems.append(Problem("parent", "Không phải là mã định danh.")) }
    let from = CivilDate(iso: from)
    if from == nil { problems.append(Problem("from", "Phải là ngày dạng 2025-06-30.")) }
    let to = to.map { CivilDate(iso: $0) }
    if to == .some(nil) { problems.append(Problem("to", "Phải là ngày dạng 2025-06-30.")) }
    var schemes: [CodeScheme: String] = [:]
    for (name, code) in codes ?? [:] {
      if let scheme = CodeScheme(rawValue: name) {
        schemes[scheme] = code
      } else {
        problems.append(Problem("codes", "Không có bộ mã “\(name)”."))
      }
    }
    guard problems.isEmpty, let kind, let from else { throw Refusal.invalid(problems) }
    return UnitDraft(
      UnitState(kind: kind, name: name, parent: parent ?? nil), from: from, to: to ?? nil,
      codes: schemes)
  }
}

extension Schema {
  static let unit = object(
    [
      "id": id, "kind": choice(UnitKind.allCases.map(\.rawValue)), "name": text, "fullName": text,
      "parent": id, "from": date, "to": date, "stateFrom": date, "stateTo": date, "version": count,
      "children": count, "parentName": text,
    ], ["id", "kind", "name", "fullName", "from", "stateFrom", "version"])

  static let kinship = object(
    [
      "items": [
        "type": "array",
        "items": object(
          [
            "unit": id, "fullName": text, "near": id, "effectiveOn": date,
            "extent": choice(SuccessionExtent.allCases.map(\.rawValue)), "source": text,
            "depth": count,
          ], ["unit", "fullName", "near", "effectiveOn", "extent", "source", "depth"]),
      ]
    ], ["items"])

  private static let codes: JSON = [
    "type": "object", "additionalProperties": text,
    "propertyNames": choice(CodeScheme.allCases.map(\.rawValue)),
  ]

  static let unitDraft = object(
    [
      "kind": choice(UnitKind.allCases.map(\.rawValue)), "name": filled, "parent": id, "from": date,
      "to": date, "codes": codes,
    ], ["kind", "name", "from"])

  static let unitChange = object(
    [
      "kind": choice(UnitKind.allCases.map(\.rawValue)), "name": filled, "parent": id, "from": date,
      "version": version,
    ], ["kind", "name", "from", "version"])
}
