// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension LeaseRounds {
  /// Tells the store what limits have counted in shadow, in one transaction.
  ///
  /// The counts are taken out before and put back where the transaction fails, so none is told twice: nothing follows the
  /// commit that could fail, and a commit that fails has changed nothing, for it is the last step that makes a transaction
  /// visible. What a process has counted and not told is lost with it. Who has left, or was counted more often than the
  /// store can say, is counted no more.
  ///
  /// - Parameter controls: The limits.
  /// - Returns: Whether the store has it for certain.
  mutating func tellCounts(of controls: [QuotaControl]) -> Bool {
    let untold = controls.map { ($0.shadows, $0.shadows.takeUntold(of: $0)) }
    do {
      try write { writer in
        for count in untold.flatMap(\.1) { try Self.add(count, writer) }
      }
      return true
    } catch {
      for (shadows, counts) in untold { shadows.putBack(counts) }
      return false
    }
  }

  private static func add(_ count: QuotaShadowCount, _ writer: StoreWriter) throws {
    do {
      try writer.addShadow(count)
    } catch let error as TenantError where [.tenantNotFound, .overflow].contains(error.code) {}
  }
}
