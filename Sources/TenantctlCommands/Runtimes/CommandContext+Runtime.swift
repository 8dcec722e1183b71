// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TerminalOutput

extension CommandContext {
  /// Asks a runtime over the store that lives as long as the body: what was taken from it is settled when this returns.
  ///
  /// - Parameter body: Asks.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` where the store cannot be opened, or what the body throws.
  func withRuntime<Result>(_ body: (EnforcementRuntime) throws -> Result) throws -> Result {
    var options = RuntimeOptions()
    options.name = "tenantctl"
    options.leaseSeconds = 5
    options.firstLeaseMilliseconds = 5_000
    options.busyTimeoutMilliseconds = Int32(settings.busyTimeout) * 1_000
    if let folder = environment["TZDIR"], folder.hasPrefix("/") { options.timeZoneFolder = folder }
    // The context's clock belongs to this thread; the runtime's own ones go on from what it shows.
    let instant = now()
    let start = ContinuousClock.now
    options.now = { instant.advanced(by: start.duration(to: .now)) ?? instant }
    let runtime = try EnforcementRuntime(store: .path(storePath()), options: options)
    return try withExtendedLifetime(runtime) { try body(runtime) }
  }

  /// Finds out on which runtimes of this host a change is in force.
  ///
  /// Where the register cannot be read, it is said why on standard error.
  ///
  /// - Parameter revision: Revision of the change.
  /// - Returns: The runtimes, or that they are not known.
  func reach(of revision: Int64) -> ChangeReach {
    do {
      let all = try EnforcementRuntime.registered(store: .path(storePath()))
      return ChangeReach(revision: revision, runtimes: all.filter(\.isAlive))
    } catch {
      say("warning: it is not known which runtimes serve the change: \((error as? TenantError)?.message ?? "\(error)")")
      return ChangeReach(revision: revision, runtimes: nil)
    }
  }
}

/// A change, and the runtimes that are alive: it is in force on those that serve its revision or a later one.
struct ChangeReach {
  /// Revision of the change.
  let revision: Int64
  /// The runtimes that are alive; `nil` where that is not known.
  let runtimes: [RegisteredRuntime]?

  /// How long at most until the slowest of them looks for changes, in milliseconds; `nil` where there is none, or one does not
  /// follow the store.
  var reloadMilliseconds: Int64? {
    guard let runtimes, runtimes.allSatisfy(\.fault.isEmpty) else { return nil }
    // One that does not say is of an earlier program: as slow as the options let any be.
    return runtimes.map { $0.reloadMilliseconds ?? RuntimeOptions.slowestReloadMilliseconds }.max()
  }

  /// The numbers, for machines.
  var value: FieldValue {
    guard let runtimes else { return .null }
    return .object([
      Field(name: "inForce", value: .integer(Int64(inForce(runtimes)))),
      Field(name: "runtimes", value: .integer(Int64(runtimes.count))),
    ])
  }

  /// The numbers, for a person.
  var text: String {
    guard let runtimes else { return "not known" }
    return runtimes.isEmpty ? "no runtime on this host" : "\(inForce(runtimes)) of \(runtimes.count) runtimes"
  }

  /// On how many of them the change is in force.
  private func inForce(_ runtimes: [RegisteredRuntime]) -> Int { runtimes.count { $0.revision >= revision } }
}
