/// The report outline (đề cương) annexed to a plan.
public struct Outline: Sendable {
  public var title: String
  public var sections: [OutlineSection]
  public var span: Span
}

public struct OutlineSection: Sendable {
  public var number: String?
  public var title: String
  public var questions: [Question] = []
  public var sections: [OutlineSection] = []
  public var span: Span
}

public enum QuestionKind: String, Sendable {
  case text, number, share, yesNo, table, evidence
}

public struct Question: Sendable {
  public var text: String
  public var kind: QuestionKind
  /// The single numbers or answers that the question asks for.
  public var parts: [QuestionPart] = []
  public var span: Span
}

public struct QuestionPart: Sendable {
  public var text: String
  public var kind: QuestionKind
  public var span: Span
}
