/// Tells the tasks that oblige units to issue a plan of their own.
enum SubPlanWords {
  private static let known = Known()

  private struct Known: Sendable {
    let makes: [String]
    let own: [String]

    init() {
      let file = VocabularyFile("sub-plan-words.yaml")
      func keys(_ name: String) -> [String] {
        file.strings(name).map { " " + VietnameseOrder.searchKey($0) + " " }
      }
      makes = keys("makes")
      own = keys("own")
    }
  }

  static func isSubPlan(_ text: String) -> Bool {
    let key = " " + VietnameseOrder.searchKey(text) + " "
    return known.makes.contains(where: key.contains) && known.own.contains(where: key.contains)
  }
}
