public import Rules
internal import Store

/// What can be searched for. The one place where a kind is added: its name, what there is of it, who sees what,
/// and what a hit is; and words for it on the page (`search.kind.X`). Whoever writes such a thing calls
/// `SearchEntries.note`; what nobody called it for is found by `SearchEntries.refresh`.
public enum SearchKind: String, CaseIterable, Sendable {
  case plan
  case duty
  case unit

  /// What there is to find and is not in the index with its present text: `id` and `text`. Nil where the kind has
  /// an index of its own.
  var stale: SQL? {
    switch self {
    case .plan:
      """
      SELECT p.id, \(SearchKind.planText) AS text
      FROM plan p
      LEFT JOIN search_entry e ON e.kind = 'plan' AND e.id = p.id
      WHERE e.text IS NULL OR e.text <> \(SearchKind.planText)
      """
    case .duty:
      """
      SELECT t.id, \(SearchKind.workText("t.text", "t.product")) AS text
      FROM plan_task t
      LEFT JOIN search_entry e ON e.kind = 'duty' AND e.id = t.id
      WHERE e.text IS NULL OR e.text <> \(SearchKind.workText("t.text", "t.product"))
      UNION ALL
      SELECT d.id, \(SearchKind.workText("d.title", "d.product")) AS text
      FROM duty d
      LEFT JOIN search_entry e ON e.kind = 'duty' AND e.id = d.id
      WHERE d.task_id IS NULL AND (e.text IS NULL OR e.text <> \(SearchKind.workText("d.title", "d.product")))
      """
    case .unit: nil
    }
  }

  private static let planText: SQL =
    "COALESCE(p.number, '') || '/' || COALESCE(p.symbol, '') || ' ' || p.title"

  private static func workText(_ words: SQL, _ product: SQL) -> SQL {
    "(\(words) || CASE WHEN \(product) = '' THEN '' ELSE ' – ' || \(product) END)"
  }

  /// Whether the actor sees an entry: a condition on `search_word a`.
  func visible(_ sight: DutySight, _ act: Act) -> SQL {
    switch self {
    case .plan:
      "EXISTS (SELECT 1 FROM plan p WHERE p.id = a.id AND \(Plans.visible(act)))"
    case .duty:
      """
      (EXISTS (SELECT 1 FROM duty d WHERE d.task_id = a.id AND \(sight.filter))
        OR EXISTS (SELECT 1 FROM duty d WHERE d.id = a.id AND \(sight.filter)))
      """
    case .unit: "1 = 1"
    }
  }
}

/// One thing that was found.
public struct SearchHit: Sendable {
  /// Where it leads.
  public enum Target: Sendable, Equatable {
    case plan(ID<OfficePlan>, OfficePlan.Stage)
    case duty(ID<Duty>)
    /// Several duties of one task.
    case task(ID<PlanTask>)
    case unit(ID<Unit>)
  }

  public let kind: SearchKind
  public let id: String
  public let target: Target
  public let text: String
  /// The unit that it belongs to; of several none. Of a unit the one above it.
  public var unitName: String?
  /// The last day, of several the first.
  public var due: CivilDate?
}
