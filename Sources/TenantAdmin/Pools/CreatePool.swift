// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Creates a pool without instances.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - pattern: How strictly it keeps its tenants apart.
  ///   - region: Where its data lies.
  ///   - attributes: Everything else.
  ///   - ifNotExists: Whether a pool of that name, pattern and region is accepted as it is.
  /// - Returns: The pool.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` where there is one of that name, or
  ///   ``TenantErrorCode/invalidValue`` where a value breaks a rule.
  package func createPool(
    _ name: Slug, pattern: IsolationPattern, region: Region, _ attributes: PoolAttributes, ifNotExists: Bool = false
  ) throws -> Outcome<PoolOccupancy> {
    let request = PoolCreation(name: name, pattern: pattern, region: region, attributes: attributes)
    return try change("pool.create", request: request) { writer in
      if let existing = try writer.poolOccupancy(name) {
        // A pool that keeps other promises is not the one that was asked for.
        if ifNotExists, existing.pool.pattern == pattern, existing.pool.region == region { return existing }
        throw TenantError(
          .alreadyExists,
          "pool '\(name)' exists already, with pattern '\(existing.pool.pattern.rawValue)' in region "
            + "'\(existing.pool.region)'", hint: "use --if-not-exists to accept it, or choose another name",
          details: ["id": name.rawValue])
      }
      var pool = Pool(name: name, pattern: pattern, region: region, createdAt: writer.change.time)
      try attributes.apply(to: &pool)
      try writer.put(pool)
      try writer.record(.poolCreate, key: name.rawValue, after: pool)
      return PoolOccupancy(pool: pool)
    }
  }
}

private struct PoolCreation: Encodable {
  let name: Slug
  let pattern: IsolationPattern
  let region: Region
  let attributes: PoolAttributes
}
