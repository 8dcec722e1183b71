// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// What all processes of the host hold at once of one limit.
///
/// Every process counts what it holds in a cell of its own, and a directory says which processes have one. Who wants more
/// counts it first and adds up all cells then; of two that do so at the same time the later one sees both, so together they
/// never pass the limit. The cells of a process that gives no sign of life count no more: what it held is free again.
///
/// In a cell, word 4 is the epoch of the runtime that counts in it; in the directory, words 4 to 7 are a bit for each entry of
/// the register. An instance is reached by one thread at a time.
struct ConcurrencyCells {
  private let owner: (tenant: TenantID, quota: QuotaKey, user: String?, part: String)
  private let file: LimitsFile
  private let member: RuntimeMembership
  private let directory: (slot: LimitSlot, tag: UInt64)
  private let own: (slot: LimitSlot, tag: UInt64)
  /// Version of the own cell: another one means that the cell was given away.
  private let version: UInt64
  /// The cells of other processes that were found so far, by their entries.
  private var others: [Int: LimitSlot] = [:]

  /// Finds the directory and this process's cell, or makes them.
  ///
  /// - Parameters:
  ///   - control: Whose cells.
  ///   - file: Where they are.
  ///   - member: The entry of this runtime in the register.
  ///   - held: What this process holds already, counted in another file so far.
  /// - Throws: ``TenantError`` where the runtime is not in the register, or the file cannot be locked, mapped or extended.
  init(of control: QuotaControl, in file: LimitsFile, member: RuntimeMembership?, held: Int64) throws {
    let absence = TenantError(.storeIO, "the runtime is not in the register of '\(file.path)'")
    guard let member else { throw absence }
    owner = (control.tenant, control.quota, control.user, control.part)
    self.file = file
    self.member = member
    let directoryKey = Self.key(owner, "holders")
    let directory = try file.slot(directoryKey, kind: .directory) { slot, isNew in
      guard isNew else { return }
      for index in 4..<8 { slot.words[index].store(0, ordering: .sequentiallyConsistent) }
    }
    self.directory = (directory, directoryKey.tag)
    let ownKey = Self.key(owner, "held.\(member.entry.index)")
    var version: UInt64?
    let own = try file.slot(ownKey, kind: .count) { slot, _ in
      // Entries are given away under the same lock: the cell of one that is another runtime's by now counts for that one.
      guard member.isOurs else { return }
      Self.begin(slot, epoch: member.epoch, held: held)
      version = LimitSlot.version(of: slot.word)
    }
    guard let version else { throw absence }
    self.own = (own, ownKey.tag)
    self.version = version
    let index = member.entry.index
    directory.words[4 + index / 64].bitwiseOr(1 << UInt64(index % 64), ordering: .sequentiallyConsistent)
  }

  private static func key(
    _ owner: (tenant: TenantID, quota: QuotaKey, user: String?, part: String), _ part: String
  ) -> LimitKey {
    LimitKey(tenant: owner.tenant, quota: owner.quota, user: owner.user, part: owner.part + part)
  }

  /// Counts for a runtime from now on; what was counted before is void.
  private static func begin(_ slot: LimitSlot, epoch: UInt64, held: Int64) {
    slot.words[4].store(0, ordering: .sequentiallyConsistent)
    while !slot.advance(from: slot.word, state: held, interval: 0, tolerance: 0) {}
    slot.words[4].store(epoch, ordering: .sequentiallyConsistent)
  }

  /// Whether the cells still count for this runtime.
  var isCurrent: Bool {
    own.slot.tag == own.tag && directory.slot.tag == directory.tag && member.isOurs
      && LimitSlot.version(of: own.slot.word) == version
      && own.slot.words[4].load(ordering: .sequentiallyConsistent) == member.epoch
  }

  /// Takes so many, if all processes together stay within the limit.
  ///
  /// - Returns: What all hold afterwards, and whether the units are among it; `nil` where the own cell was given away.
  mutating func take(_ units: Int64, limit: Int64, now: Int64) throws -> (held: Int64, isTaken: Bool)? {
    // Two that want the last one may both see the other and give up; another try finds out who was late.
    var attempts = 0
    while true {
      guard add(units) else { return nil }
      let held = try total(now: now)
      if held <= limit { return (held, true) }
      _ = add(-units)
      attempts += 1
      guard attempts < 4, try total(now: now) <= limit - units else { return (held - units, false) }
    }
  }

  /// Gives so many back.
  func giveBack(_ units: Int64) { _ = add(-units) }

  /// What all processes hold.
  mutating func total(now: Int64) throws -> Int64 {
    var total: Int64 = 0
    for group in 0..<4 {
      var bits = directory.slot.words[4 + group].load(ordering: .sequentiallyConsistent)
      while bits != 0 {
        let index = group * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        total += try held(by: index, now: now)
      }
    }
    return total
  }

  private mutating func held(by index: Int, now: Int64) throws -> Int64 {
    if index == member.entry.index { return count(own.slot) }
    let other = RuntimeEntry(file, index)
    guard other.isAlive(at: now) else { return 0 }
    let key = Self.key(owner, "held.\(index)")
    guard let slot = try others[index] ?? file.find(key) else { return 0 }
    others[index] = slot
    guard slot.tag == key.tag else {
      others[index] = nil
      return 0
    }
    return slot.words[4].load(ordering: .sequentiallyConsistent) == other.epoch ? count(slot) : 0
  }

  private func count(_ slot: LimitSlot) -> Int64 {
    LimitSlot.state(of: slot.words[0].load(ordering: .sequentiallyConsistent))
  }

  private func add(_ units: Int64) -> Bool {
    while true {
      let word = own.slot.words[0].load(ordering: .sequentiallyConsistent)
      guard LimitSlot.version(of: word) == version else { return false }
      let desired = LimitSlot.word(max(0, LimitSlot.state(of: word) + units), like: word)
      let (exchanged, _) = own.slot.words[0].compareExchange(
        expected: word, desired: desired, ordering: .sequentiallyConsistent)
      if exchanged { return true }
    }
  }
}
