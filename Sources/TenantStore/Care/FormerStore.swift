// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// What was at a store's path before a backup is restored to it, kept aside as `STORE.before-restore-N`.
struct FormerStore {
  private enum Way {
    /// There was nothing.
    case missing
    case copied
    case moved
  }

  private let path: String
  private let copy: String
  private let way: Way
  /// The content, where it can be read.
  let store: StateStore?

  /// Where the content is kept; `nil` where there was none.
  var aside: String? { way == .missing ? nil : copy }

  /// Keeps what is at a path aside: a healthy store is copied, so that it is served until it is replaced, anything else moved.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - time: Part of the name that it is kept under.
  /// - Throws: ``TenantError`` where it can be neither copied nor moved; it is where it was then.
  init(settingAside path: String, at time: Timestamp) throws {
    self.path = path
    copy = "\(path)\(Self.suffix)\(time.microseconds)"
    guard access(path, F_OK) == 0 else {
      (way, store) = (.missing, nil)
      return
    }
    do {
      try StateStore(opening: path, access: .readOnly).backup(to: copy, replacing: false)
      way = .copied
    } catch let fault as TenantError
      where [.storeCorrupt, .storeForeign, .storeIO, .storeOlder, .storeNewer].contains(fault.code)
    {
      // A log of the damaged file must not be replayed into the restored one.
      guard access(copy, F_OK) != 0, rename(path, copy) == 0 else { throw StateStore.unwritable(copy) }
      rename(path + "-wal", copy + "-wal")
      unlink(path + "-shm")
      way = .moved
    }
    store = try? StateStore(opening: copy, access: .readOnly)
  }

  /// Refuses where the content was changed after it was copied; what was erased since would not be known.
  func requireUnchanged() throws {
    guard way == .copied, let store, let live = try? StateStore(opening: path, access: .readOnly) else { return }
    let (was, isNow) = (try store.read { try $0.latestRevision() }, try live.read { try $0.latestRevision() })
    guard was == isNow else {
      throw TenantError(.storeBusy, "the store '\(path)' was changed while it was restored")
    }
  }

  /// Lets everything be as it was, after a failure.
  func putBack() {
    switch way {
    case .missing: Self.removeIfEmpty(path)
    case .copied: unlink(copy)
    case .moved:
      rename(copy, path)
      rename(copy + "-wal", path + "-wal")
    }
  }

  /// Says what became of the store where somebody else kept it from being replaced.
  func explained(_ error: any Error) -> any Error {
    guard let fault = error as? TenantError, fault.code == .storeBusy else { return error }
    return TenantError(
      .storeBusy, "the store '\(path)' is in use; nothing was restored, and it is as it was",
      hint: "stop what changes it, and run the command again", details: fault.details)
  }

  /// A file that was made for the content, and got none.
  private static func removeIfEmpty(_ path: String) {
    var status = stat()
    if stat(path, &status) == 0, status.st_size == 0 { unlink(path) }
  }

  private static let suffix = ".before-restore-"

  /// The tenants of a store that were erased, as far as everything that was ever set aside at its path tells.
  ///
  /// - Parameters:
  ///   - path: Path of the store.
  ///   - storeID: Identity of the store; others' erasures are none of it.
  ///   - acceptsUnknown: Whether what cannot be read is passed over.
  /// - Returns: One tombstone for each, one that is attested rather than one that is not.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeUnhealthy`` where something cannot be read.
  static func tombstones(
    beside path: String, of storeID: String, acceptingUnknown acceptsUnknown: Bool
  ) throws -> [Tombstone] {
    var found: [String: Tombstone] = [:]
    for copy in try copies(of: path) {
      do {
        let former = try StateStore(opening: copy, access: .readOnly)
        for tombstone in try former.read({ try $0.storeID() == storeID ? $0.tombstones() : [] }) {
          let key = "\(tombstone.facts.tenant)-\(tombstone.facts.incarnation)"
          if found[key]?.statement == nil { found[key] = tombstone }
        }
      } catch let fault as TenantError where fault.code == .storeOlder {
        // A program that knew no tombstones wrote it.
        continue
      } catch let fault as TenantError {
        if acceptsUnknown { continue }
        throw TenantError(
          .storeUnhealthy, "it cannot be read which tenants were erased since the backup: \(fault.message)",
          hint:
            "the backup would bring them back; add --accept-unknown-erasures, and offboard again those that are back",
          details: ["path": copy])
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What was set aside at a path, by this restore and earlier ones, the oldest first.
  private static func copies(of path: String) throws -> [String] {
    // Up to the last '/'; a bare name has none, and is in the folder of the process.
    var parent = Substring(path).unicodeScalars
    while let last = parent.last, last != "/" { parent.removeLast() }
    let prefix = String(path.unicodeScalars[parent.endIndex...]) + suffix
    guard let folder = opendir(String(parent) + ".") else {
      if errno == ENOENT { return [] }
      throw TenantError(
        .fileUnreadable, "the folder of '\(path)' cannot be read: \(String(cString: strerror(errno)))",
        hint: "check its permissions", details: ["path": path])
    }
    defer { closedir(folder) }
    return TenantFolder.entries(folder).filter { name in
      name.utf8.starts(with: prefix.utf8)
        && name.utf8.dropFirst(prefix.utf8.count).allSatisfy { (48...57).contains($0) }
    }.sorted().map { String(parent) + $0 }
  }
}
