import Foundation
import Records
import Rules
import Store

/// An opened office: its database (which keeps the head of the audit log outside itself), folder and keys.
struct Office: Sendable {
  let store: any Store
  let folder: DataFolder
  let keys: Keys
  let settings: Settings
  /// The head of the audit log and its marks, outside the database.
  let witness: Witness

  /// Where evidence is kept.
  var files: FileStore { FileStore(folder: folder.files) }

  /// An act of the operator at the server's command line, now.
  func act(_ name: String = NSUserName(), channel: Channel = .commandLine) -> Act {
    Act(
      actor: .system(name), at: .now, channel: channel, request: UUID().uuidString.lowercased(),
      chance: .system, keys: keys)
  }
}

/// Opens the office's database as the settings say.
enum Database {
  /// For a command: `let office = try await Database.open(place)`. The office must exist.
  static func open(_ place: StoreOptions) async throws -> Office {
    try await open(place.settings())
  }

  /// With `making` the folder, keys and tables are made where they are missing, and pending migrations applied.
  /// `isBehind` says that pending migrations are no hindrance: for a look at what is wrong.
  static func open(
    _ settings: Settings, making: Bool = false, isBehind: Bool = false
  ) async throws -> Office {
    let folder = try DatabasePlace.folder(settings)
    if making {
      try folder.make()
      try KeyFile.make(folder.keys)
    } else if !folder.isThere {
      throw CommandFailure.settings(
        "không thấy dữ liệu của cơ quan trong “\(folder.path)”. Hãy nêu đúng --database, "
          + "hoặc chạy “soat serve” để mở cơ quan mới.")
    }
    let keys = try KeyFile.read(folder.keys)
    let store = try await DatabasePlace.store(settings, folder)
    do {
      if !isBehind { try await DatabasePlace.bringUpToDate(store, making: making) }
      let witness = Witness(folder: folder, keys: keys)
      if !isBehind { try await witness.begin(store) }
      return Office(
        store: WitnessedStore(store) { witness.note($0) }, folder: folder, keys: keys,
        settings: settings, witness: witness)
    } catch {
      await store.close()
      throw error
    }
  }
}

extension Instant {
  /// The clock of this machine.
  static var now: Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}

extension Chance {
  /// The system's generator.
  static let system = Chance { count in
    // Each number is a call to the system; a byte at a time would be eight times as many.
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }
}
