// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantStore

/// Listens, while a test runs, to all that commands say, and finds in it what is sealed for a tenant that was not asked about.
///
/// The marker of a tenant is random and stands in a value that is sealed for it, so that wherever else it is found, as it is or
/// encoded, something of the tenant got out.
// Sendable because what it heard is only reached under the lock.
package final class Canary: @unchecked Sendable {
  /// The canary of the test that runs.
  @TaskLocal package static var listening: Canary?

  private let lock = NSLock()
  private var markers: [(text: String, owner: String)] = []
  private var heard: [(words: [String], text: String)] = []
  /// Kept until the end, for their journals.
  private var stores: [ObjectIdentifier: TemporaryStore] = [:]

  /// Creates a canary that has heard nothing.
  package init() {}

  /// A text that is nowhere else.
  package static func marker() -> String {
    var generator = SystemRandomNumberGenerator()
    return "canary" + (0..<2).map { _ in String(generator.next(), radix: 36) }.joined()
  }

  /// Whether a text holds a marker: as it is, in hexadecimal or in base64, wherever it begins there.
  package static func holds(_ text: String, _ marker: String) -> Bool {
    let bytes = Array(marker.utf8)
    if text.contains(marker) || text.lowercased().contains(Hexadecimal.text(bytes)) { return true }
    return (0..<3).contains { shift in
      // What the neighbours decide, too, is left out.
      let encoded = Data(Array(repeating: 0, count: shift) + bytes).base64EncodedString().dropFirst(4).dropLast(4)
      return text.contains(encoded) || text.contains(encoded.replacing("+", with: "-").replacing("/", with: "_"))
    }
  }

  func hear(_ words: [String], _ result: CommandResult, of store: TemporaryStore) {
    lock.withLock {
      heard.append((words, result.output + result.errors))
      stores[ObjectIdentifier(store)] = store
    }
  }

  /// Watches for a marker in everything but the answers to commands that name its tenant.
  func watch(_ marker: String, of owner: String) {
    lock.withLock { markers.append((marker, owner)) }
  }

  /// Where markers were found; that none was planted is a finding, too.
  ///
  /// - Returns: The commands that gave them away, and the journal where they are in it.
  package func leaks() -> [String] {
    let (markers, heard, stores) = lock.withLock { (self.markers, self.heard, Array(self.stores.values)) }
    guard !markers.isEmpty else { return ["no marker was planted"] }
    var leaks: [String] = []
    for (marker, owner) in markers {
      for (words, text) in heard where !words.contains(owner) && Self.holds(text, marker) {
        leaks.append(words.joined(separator: " "))
      }
      for store in stores where Self.holds(Self.journal(of: store), marker) { leaks.append("the journal") }
    }
    return leaks
  }

  /// Everything that the journal says; nothing where a test has destroyed it.
  private static func journal(of store: TemporaryStore) -> String {
    var text = ""
    try? store.read { reader in
      try reader.forEachJournalEntry(JournalFilter()) { entry in
        text += [entry.actor, entry.reason, entry.key, entry.before, entry.after].compactMap(\.self).joined(
          separator: "\n")
        return true
      }
    }
    return text
  }
}

extension TemporaryStore {
  /// Seals a marker for a tenant, and has the canary of the running test watch for it; makes the master key where it is missing.
  ///
  /// - Parameter slug: The tenant.
  /// - Throws: ``TenantError`` where the tenant is unknown, or from the store.
  package func plantCanary(in slug: String) throws {
    let marker = Canary.marker()
    let file = path + ".master-key"
    let master = try FileCheck.exists(file) ? MasterKey(file: file) : MasterKey.create(file: file)
    try write { writer in
      let tenant = try writer.requireTenant(TenantSelector(parsing: slug))
      let root = try writer.makeRoot(of: tenant.id, incarnation: tenant.incarnation, with: master)
      let name = Array("canary".utf8)
      let value = try SealedValue(
        sealing: Array(marker.utf8), named: name, digest: root.digest(of: name, for: .values),
        version: writer.nextValueVersion(of: root.owner), region: tenant.homeRegion, at: clock.now, with: root)
      try writer.put(value, of: root.owner)
    }
    Canary.listening?.watch(marker, of: slug)
  }
}
