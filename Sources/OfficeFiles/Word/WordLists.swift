/// The numbered and bulleted lists a document defines (ECMA-376 part 1, 17.9).
struct WordLists {
  struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
    /// The level after which this one starts again; `nil`: after any higher one.
    var restart: Int?
    var isLegal = false
    var style: String?
    var run = RunFormat()
  }

  struct Abstract {
    var levels: [Int: Level] = [:]
    /// A list style that holds the levels instead.
    var link: String?
  }

  struct Instance {
    var abstract = ""
    var starts: [Int: Int] = [:]
    var levels: [Int: Level] = [:]
  }

  static let levelCount = 9

  var abstracts: [String: Abstract] = [:]
  var instances: [Int: Instance] = [:]

  static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> WordLists {
    let reader = ListsReader()
    try XmlWalk.run(bytes, part: "numbering.xml", reader)
    return reader.result
  }

  /// The instance and the name of its levels, links to list styles followed.
  func resolved(
    _ list: Int, _ styles: WordStyles
  ) -> (instance: Instance, abstract: String, levels: [Int: Level])? {
    guard let instance = instances[list] else { return nil }
    var name = instance.abstract
    for _ in 0..<4 {
      guard let link = abstracts[name]?.link, let linked = styles.list(link)?.list,
        let next = instances[linked]?.abstract
      else { break }
      name = next
    }
    guard let levels = abstracts[name]?.levels else { return nil }
    return (instance, name, levels.merging(instance.levels) { $1 })
  }
}

private final class ListsReader: XmlListener {
  var result = WordLists()
  private var path: [String] = []
  private var abstract: String?
  private var instance: Int?
  private var override: Int?
  private var level: Int?
  private var current = WordLists.Level()

  func started(_ namespace: XmlNamespace, _ name: String, _ attributes: XmlAttributes) {
    let parent = path.last
    path.append(name)
    guard namespace == .word else { return }
    switch (name, parent) {
    case ("abstractNum", _):
      abstract = attributes["abstractNumId"]
      if let abstract { result.abstracts[abstract] = WordLists.Abstract() }
    case ("num", _):
      instance = attributes.number("numId")
      if let instance { result.instances[instance] = WordLists.Instance() }
    case ("numStyleLink", "abstractNum"):
      if let abstract { result.abstracts[abstract]?.link = attributes["val"] }
    case ("abstractNumId", "num"):
      if let instance { result.instances[instance]?.abstract = attributes["val"] ?? "" }
    case ("lvlOverride", _): override = attributes.number("ilvl")
    case ("startOverride", _):
      if let instance, let override {
        result.instances[instance]?.starts[override] = attributes.number("val") ?? 1
      }
    case ("lvl", _): (level, current) = (attributes.number("ilvl"), WordLists.Level())
    case (_, "lvl"): takeLevel(name, attributes)
    case (_, "rPr"): current.run.take(name, attributes)
    default: break
    }
  }

  private func takeLevel(_ name: String, _ attributes: XmlAttributes) {
    switch name {
    case "start": current.start = attributes.number("val") ?? 1
    case "numFmt": current.format = attributes["val"] ?? "decimal"
    case "lvlText": current.text = attributes["val"] ?? ""
    case "lvlRestart": current.restart = attributes.number("val")
    case "isLgl": current.isLegal = attributes.isOn
    case "pStyle": current.style = attributes["val"]
    default: break
    }
  }

  func ended(_ namespace: XmlNamespace, _ name: String) {
    path.removeLast()
    guard namespace == .word else { return }
    switch name {
    case "lvl":
      guard let level, (0..<WordLists.levelCount).contains(level) else { return }
      if let instance {
        result.instances[instance]?.levels[level] = current
      } else if let abstract {
        result.abstracts[abstract]?.levels[level] = current
      }
    case "abstractNum": abstract = nil
    case "num": instance = nil
    case "lvlOverride": override = nil
    default: break
    }
  }

  func characters(_ text: String) {}
}
