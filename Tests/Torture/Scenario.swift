// SPDX-License-Identifier: Apache-2.0

/// Something that is done to the workers or to what they share.
enum Mischief: CaseIterable {
  /// A worker is killed and started again.
  case kill
  /// A worker is stopped for longer than its leases last.
  case pause
  /// A worker is stopped for longer than it may be silent.
  case longPause
  /// Nobody but the conductor can write to the store for seconds.
  case lock
  /// No file of a worker can grow.
  case fill
  /// All limits are made greater or smaller.
  case change
  /// The file of shared limits is removed.
  case remove
  /// The file of shared limits is cut off.
  case truncate
  /// All workers and their host lose power.
  case powerLoss
}

/// What is done to the workers of a round, and what must hold nevertheless.
struct Scenario {
  let name: String
  let mischief: [Mischief]

  static let all = [
    Scenario(name: "undisturbed", mischief: []),
    Scenario(name: "kills", mischief: [.kill]),
    Scenario(name: "pauses", mischief: [.pause, .longPause]),
    Scenario(name: "locked store", mischief: [.lock, .kill]),
    Scenario(name: "full disk", mischief: [.fill]),
    Scenario(name: "changed limits", mischief: [.change]),
    Scenario(name: "everything", mischief: [.kill, .pause, .longPause, .lock, .fill, .change]),
    Scenario(name: "lost file", mischief: [.remove, .truncate]),
    Scenario(name: "power loss", mischief: [.powerLoss, .kill]),
  ]

  /// Whether demand meets a limit that stays, so that all of it must be admitted.
  var isExact: Bool { mischief.isEmpty }

  /// Whether rates must hold: they are of one boot of the host, and do not outlive it.
  var keepsRates: Bool { !mischief.contains(.powerLoss) }

  /// How many times its bound a rate may reach.
  ///
  /// Where the file they share is lost, those who have noticed it and those who have not count apart for half a second: what
  /// they use then is not known to each other.
  var filesPerWindow: Int64 { mischief.contains(.remove) ? 2 : 1 }
}
