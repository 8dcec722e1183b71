// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import Glibc
package import TenantAdmin
import TenantModel

/// Completes names that are in the store; on any failure there are simply no candidates.
package enum StoreCompletion {
  /// Slugs of tenants.
  package static let tenants = candidates { try $0.slugs(startingWith: $1, limit: 200) }
  /// Names of tiers.
  package static let tiers = candidates { administration, _ in try administration.tiers().map(\.name.rawValue) }

  /// A completion that asks the store, opened for reading, for at most a moment.
  ///
  /// - Parameter query: Returns the candidates for the operations and the prefix typed so far.
  /// - Returns: The completion.
  package static func candidates(
    _ query: @escaping @Sendable (Administration, String) throws -> [String]
  ) -> CompletionKind {
    .custom { words, _, prefix in
      do {
        let path = try storePath(words)
        let session = OperatorSession(
          actor: "completion", now: { Timestamp(microseconds: 0) }, randomBits: { 0 })
        let administration = try Administration(
          opening: path, access: .readOnly, busyTimeoutMilliseconds: 150, session: session)
        return try query(administration, prefix).filter { $0.hasPrefix(prefix) }
      } catch {
        return []
      }
    }
  }

  private static func storePath(_ words: [String]) throws -> String {
    var context = ProcessContext.make()
    context.settings = Resolution.lenient(GlobalOptions.picked(from: words), in: context)
    return try context.storePath()
  }
}
