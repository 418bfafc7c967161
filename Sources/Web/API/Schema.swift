/// The shapes of what the API takes and gives, as OpenAPI 3.1 (JSON Schema 2020-12) says them.
enum Schema {
  enum Named: String, CaseIterable, Sendable {
    case unit = "Unit"
    case unitList = "UnitList"
    case unitHistory = "UnitHistory"
    case kinship = "Kinship"
    case unitDraft = "UnitDraft"
    case unitChange = "UnitChange"
    case person = "Person"
    case personList = "PersonList"
    case personDraft = "PersonDraft"
    case plan = "Plan"
    case planList = "PlanList"
    case planTask = "PlanTask"
    case planTaskList = "PlanTaskList"
    case planTarget = "PlanTarget"
    case planTargetList = "PlanTargetList"
    case planPublication = "PlanPublication"
    case duty = "Duty"
    case dutyList = "DutyList"
    case dutyReport = "DutyReport"
    case dutyAnswer = "DutyAnswer"
    case find = "Find"
    case findList = "FindList"
    case evidence = "Evidence"
    case evidenceList = "EvidenceList"
    case evidenceLink = "EvidenceLink"
    case evidenceRemoval = "EvidenceRemoval"
    case file = "File"
    case dutyWords = "DutyWords"
    case dutySeen = "DutySeen"
    case dutyExtension = "DutyExtension"
    case dutyDecision = "DutyDecision"
    case dutyStep = "DutyStep"
    case dutyStepList = "DutyStepList"
    case directiveDraft = "DirectiveDraft"
    case sessionList = "SessionList"
    case made = "Made"
    case document = "Document"
    case problem = "Problem"

    var reference: JSON { ["$ref": .text("#/components/schemas/" + rawValue)] }

    var schema: JSON {
      switch self {
      case .unit: Schema.unit
      case .unitList: Schema.list(of: .unit)
      case .unitHistory: Schema.list(of: .unit)
      case .kinship: Schema.kinship
      case .unitDraft: Schema.unitDraft
      case .unitChange: Schema.unitChange
      case .person: Schema.person
      case .personList: Schema.list(of: .person)
      case .personDraft: Schema.personDraft
      case .plan: Schema.plan
      case .planList:
        Schema.object(
          ["items": ["type": "array", "items": Named.plan.reference], "next": id], ["items"])
      case .planTask: Schema.planTask
      case .planTaskList: Schema.list(of: .planTask)
      case .planTarget: Schema.planTarget
      case .planTargetList: Schema.list(of: .planTarget)
      case .planPublication: Schema.planPublication
      case .duty: Schema.duty
      case .dutyList: Schema.list(of: .duty)
      case .dutyReport: Schema.dutyReport
      case .dutyAnswer: Schema.dutyAnswer
      case .find: Schema.find
      case .findList: Schema.list(of: .find)
      case .evidence: Schema.evidence
      case .evidenceList: Schema.list(of: .evidence)
      case .evidenceLink: Schema.evidenceLink
      case .evidenceRemoval: Schema.evidenceRemoval
      case .file: ["type": "string", "format": "binary"]
      case .dutyWords: Schema.dutyWords
      case .dutySeen: Schema.dutySeen
      case .dutyExtension: Schema.dutyExtension
      case .dutyDecision: Schema.dutyDecision
      case .dutyStep: Schema.dutyStep
      case .dutyStepList: Schema.list(of: .dutyStep)
      case .directiveDraft: Schema.directiveDraft
      case .sessionList: Schema.sessions
      case .made: Schema.object(["href": text], ["href"])
      case .document: ["type": "object"]
      case .problem: Schema.problem
      }
    }
  }

  static let text: JSON = ["type": "string"]
  static let id: JSON = ["type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{25}$"]
  /// Text that is not empty.
  static let filled: JSON = ["type": "string", "minLength": 1]
  /// `next` of a list: an identity and where it stands.
  static let place: JSON = [
    "type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{25}~[^\\u0000]*$",
  ]
  static let date: JSON = ["type": "string", "format": "date"]
  static let moment: JSON = ["type": "string", "format": "date-time"]
  static let count: JSON = ["type": "integer"]
  static let version: JSON = ["type": "integer", "minimum": 1, "maximum": 2_147_483_647]
  /// What an address may carry.
  static let search: JSON = ["type": "string", "pattern": "^[^\\u0000]*$"]
  static let flag: JSON = ["type": "boolean"]

  static func object(_ properties: [String: JSON], _ required: [String]) -> JSON {
    [
      "type": "object", "properties": .object(properties),
      "required": .list(required.map(JSON.text)),
    ]
  }

  static func list(of item: Named) -> JSON {
    object(["items": ["type": "array", "items": item.reference], "next": place], ["items"])
  }

  static func choice(_ words: [String]) -> JSON {
    ["type": "string", "enum": .list(words.map(JSON.text))]
  }

  private static let problem = object(
    [
      "type": text, "title": text, "status": count, "detail": text, "instance": text,
      "problems": [
        "type": "array", "items": object(["field": text, "text": text], ["field", "text"]),
      ],
    ], ["type", "title", "status"])

  private static let sessions = object(
    [
      "items": [
        "type": "array",
        "items": object(
          [
            "id": id, "createdAt": moment, "lastSeenAt": moment, "address": text, "agent": text,
            "isComplete": flag,
          ], ["id", "createdAt", "lastSeenAt", "isComplete"]),
      ]
    ], ["items"])
}
