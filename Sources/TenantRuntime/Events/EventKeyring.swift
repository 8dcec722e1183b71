// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The keys of the tenants whose events a process seals, as long as their lifecycle stays; used by one thread.
///
/// A key that is made in a transaction is only kept once that is on the disk: what is sealed by a key that was rolled back
/// could never be opened.
struct EventKeyring {
  private struct Kept {
    let incarnation: Int64
    /// A key does not outlive a change of the tenant's life.
    let lifecycleEpoch: Int64
    let root: TenantRoot

    func isOf(_ place: EventPlace) -> Bool {
      incarnation == place.incarnation && lifecycleEpoch == place.lifecycleEpoch
    }
  }

  private let masterKeyFile: String
  private let isSealing: Bool
  private let capacity: Int
  private var master: MasterKey?
  private var known: [TenantID: Kept] = [:]
  private var pending: [TenantID: Kept] = [:]

  /// Creates a keyring without keys.
  ///
  /// - Parameters:
  ///   - masterKeyFile: Path of the key that the tenants' keys are wrapped by, read when it is first needed.
  ///   - isSealing: `false` only for measurements.
  ///   - capacity: How many keys are kept at most.
  init(masterKeyFile: String, isSealing: Bool, capacity: Int = 100_000) {
    self.masterKeyFile = masterKeyFile
    self.isSealing = isSealing
    self.capacity = capacity
  }

  /// What seals and opens for whoever asks; the tenant's key is made where it has none.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  mutating func sealing(at place: EventPlace, _ writer: StoreWriter) throws -> any EventSealing {
    guard isSealing else { return ClearEvents() }
    return try sealing(with: root(at: place, writer))
  }

  /// What seals and opens with a key.
  func sealing(with root: TenantRoot) -> any EventSealing { isSealing ? TenantEventSealing(root) : ClearEvents() }

  /// The key of whoever asks; made where there is none.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  mutating func root(at place: EventPlace, _ writer: StoreWriter) throws -> TenantRoot {
    for kept in [known[place.tenant], pending[place.tenant]] {
      if let kept, kept.isOf(place) { return kept.root }
    }
    let master = try self.master ?? MasterKey(file: masterKeyFile)
    self.master = master
    let root = try writer.makeRoot(of: place.tenant, incarnation: place.incarnation, with: master)
    pending[place.tenant] = Kept(
      incarnation: place.incarnation, lifecycleEpoch: place.lifecycleEpoch, root: root)
    return root
  }

  /// Runs a part of a transaction; keys that were made in one that fails are forgotten with it.
  mutating func part<Result>(_ body: (inout EventKeyring) throws -> Result) throws -> Result {
    let before = pending
    do {
      return try body(&self)
    } catch {
      pending = before
      throw error
    }
  }

  /// Keeps the keys that were made in a transaction that is on the disk.
  mutating func commit() {
    if known.count + pending.count > capacity { known = [:] }
    for (tenant, kept) in pending { known[tenant] = kept }
    pending = [:]
  }

  /// Forgets the keys of tenants, because they may have left: a key that was destroyed must not stay in the memory.
  mutating func forget(_ tenants: Set<TenantID>) {
    for tenant in tenants { known[tenant] = nil }
  }

  /// How many keys are kept, for tests.
  var count: Int { known.count }

  /// Forgets the keys that were made in a transaction that is not.
  mutating func rollBack() {
    pending = [:]
  }
}

/// Leaves payloads as they are, to measure what sealing costs.
private struct ClearEvents: EventSealing {
  func seal(_ data: [UInt8], at address: EventAddress) -> [UInt8] { data }
  func open(_ sealed: [UInt8], at address: EventAddress) -> [UInt8] { sealed }
}
