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
  /// How much of the time it gets: what is lost in a pause, or with a file, is others' only after five seconds.
  var share = 1.0

  static let all = [
    Scenario(name: "undisturbed", mischief: []),
    Scenario(name: "kills", mischief: [.kill]),
    Scenario(name: "pauses", mischief: [.pause, .longPause], share: 3),
    Scenario(name: "locked store", mischief: [.lock, .kill]),
    Scenario(name: "full disk", mischief: [.fill]),
    Scenario(name: "changed limits", mischief: [.change]),
    Scenario(name: "everything", mischief: [.kill, .pause, .longPause, .lock, .fill, .change], share: 3),
    Scenario(name: "lost file", mischief: [.remove, .truncate], share: 3),
    Scenario(name: "lost file, starts", mischief: [.remove, .truncate, .kill], share: 2),
    Scenario(name: "power loss", mischief: [.powerLoss, .kill]),
  ]

  /// Whether demand meets a limit that stays, so that all of it must be admitted.
  var isExact: Bool { mischief.isEmpty }

  /// Whether rates must hold: they are of one boot of the host, and do not outlive it.
  var keepsRates: Bool { !mischief.contains(.powerLoss) }

  /// Whether processes start that do not know of the file that was just lost.
  ///
  /// Such a one may be the first to make the next file, and counts there alone until somebody notices who used the lost one:
  /// the state it does not know is gone with the file. All others carry over what they know, or wait until all have.
  var hasStrangers: Bool { mischief.contains(.remove) && mischief.contains(.kill) }

  /// How many times its bound a rate may reach: of the files that count at the same time, each keeps it.
  ///
  /// A file is only lost once all have come over to it, and more than a second after the one before.
  var filesPerWindow: Int64 { hasStrangers ? 2 : 1 }
}
