internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Records
internal import Rules

/// Addresses of the style sheet and the script, with a hash of their content so that they may be kept for ever.
struct AssetPaths: Encodable, Sendable {
  let css: String
  let script: String
  let mark: String
}

/// The files that pages load; all inside the program.
struct Assets: Sendable {
  let paths: AssetPaths
  private let replies: [String: Reply]

  init() {
    var replies: [String: Reply] = [:]
    let kinds: [(name: String, type: String)] = [
      ("soat.css", "text/css; charset=utf-8"), ("soat.js", "text/javascript; charset=utf-8"),
      ("mark.svg", "image/svg+xml"),
    ]
    var paths: [String: String] = [:]
    for (name, type) in kinds {
      let bytes = Array((Embedded.texts[name] ?? "").utf8)
      let hash = Hex.text(Array(SHA256.hash(data: bytes).prefix(8)))
      paths[name] = "/assets/\(hash)/\(name)"
      replies["\(hash)/\(name)"] = Reply(
        status: .ok,
        headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
        body: bytes)
    }
    self.replies = replies
    self.paths = AssetPaths(
      css: paths["soat.css"] ?? "", script: paths["soat.js"] ?? "", mark: paths["mark.svg"] ?? "")
  }

  /// The file at `hash/name`.
  func reply(_ hash: String, _ name: String) throws -> Reply {
    guard let reply = replies["\(hash)/\(name)"] else { throw Refusal.notFound }
    return reply
  }

  static let routes = [
    Route.get("/assets/{hash}/{name}", .everyone) { call in
      try call.site.assets.reply(call.parameters["hash"] ?? "", call.parameters["name"] ?? "")
    }
  ].map(\.forMachines)
}
