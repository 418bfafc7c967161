import Foundation
import Yams

/// The settings file: one YAML mapping of names to words, numbers, truth values or lists of them.
enum SettingsFile {
  /// The names and values as written. Throws `CommandFailure` (78) where a name is unknown or stands twice, or
  /// the file cannot be read.
  static func read(_ path: String, mayBeMissing: Bool) throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else {
      if mayBeMissing { return [:] }
      throw CommandFailure.settings("không thấy tệp cài đặt “\(path)”. Hãy kiểm tra --config.")
    }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw CommandFailure.settings(
        "không đọc được tệp cài đặt “\(path)”. Hãy kiểm tra quyền đọc và bảng mã UTF-8.")
    }
    return try values(text, path)
  }

  private static func values(_ text: String, _ path: String) throws -> [String: String] {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text, .basic)
    } catch {
      throw CommandFailure.settings(
        "tệp cài đặt “\(path)” không phải YAML đúng. Mỗi dòng một cài đặt, dạng “port: 8080”.")
    }
    guard let node, node.scalar?.string != "" else { return [:] }
    guard let mapping = node.mapping else {
      throw CommandFailure.settings(
        "tệp cài đặt “\(path)” phải gồm các dòng dạng “tên: giá trị”.")
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard Setting.all.contains(where: { $0.name == name }) else {
        throw CommandFailure.settings(unknown(name, path))
      }
      values[name] = try written(value, name, path)
    }
    return values
  }

  private static func written(_ value: Node, _ name: String, _ path: String) throws -> String {
    if let scalar = value.scalar { return scalar.string == "~" ? "" : scalar.string }
    if let words = value.sequence?.map(\.scalar?.string), !words.contains(nil) {
      return words.compactMap { $0 }.joined(separator: ",")
    }
    throw CommandFailure.settings(
      "cài đặt \(name) trong “\(path)” phải là một giá trị hoặc một danh sách.")
  }

  private static func unknown(_ name: String, _ path: String) -> String {
    let near = Setting.all.map(\.name).filter {
      $0.hasPrefix(name.prefix(4)) || name.hasPrefix($0.prefix(4))
    }
    let advice =
      near.isEmpty
      ? "Các cài đặt có trong “soat config list”." : "Có phải: \(near.joined(separator: ", "))?"
    return "không có cài đặt “\(TerminalText.clipped(name))” (tệp “\(path)”). \(advice)"
  }
}
