// SPDX-License-Identifier: Apache-2.0

extension PlacementFleet {
  /// Chooses a place for a tenant.
  ///
  /// 1. Places that miss a condition are out, whatever else speaks for them.
  /// 2. The tenant's home region comes first; then the pattern that is closest to what the tier asks, so that nobody takes
  ///    a dedicated instance without need.
  /// 3. Of these, the eight that weighted rendezvous hashing proposes first are compared, and the one that is left with
  ///    the smallest share of its capacity wins; among equals, and without limits, the first proposed.
  ///
  /// - Parameter request: The tenant and what it needs.
  /// - Returns: The place, or `nil` where none meets every condition.
  public func choose(_ request: PlacementRequest) -> PlacementSite? {
    var best = Int.max
    var shortlist: [Proposal] = []
    let tenant = RendezvousHash.digest(request.tenant.rawValue)
    for index in considered(request) {
      let preference = preference(of: pools[index], request)
      guard preference <= best, let first = sitesOfPool[index].first,
        case let pool = candidate(first), PlacementCandidate.poolFilters.allSatisfy({ pool.passes($0, request) })
      else { continue }
      for position in sitesOfPool[index] {
        let candidate = candidate(position)
        guard PlacementCandidate.siteFilters.allSatisfy({ candidate.passes($0, request) }) else { continue }
        if preference < best {
          best = preference
          shortlist.removeAll(keepingCapacity: true)
        }
        let proposal = Proposal(
          preference: preference, distance: distance(position, tenant), position: position,
          residual: candidate.residual(after: request))
        let rank = shortlist.firstIndex { proposal.isProposed(before: $0) } ?? shortlist.count
        guard rank < Self.shortlistLength else { continue }
        if shortlist.count == Self.shortlistLength { shortlist.removeLast() }
        shortlist.insert(proposal, at: rank)
      }
    }
    // The first of equals is the first proposed.
    return shortlist.min { $0.size < $1.size }.map { sites[$0.position].path }
  }

  /// Chooses a place for a tenant and takes the tenant into it.
  ///
  /// - Parameter request: The tenant and what it needs.
  /// - Returns: The place.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/residencyViolation``, ``TenantErrorCode/capacityExceeded`` or
  ///   ``TenantErrorCode/placementImpossible`` where there is none, saying why.
  public mutating func place(_ request: PlacementRequest) throws -> PlacementSite {
    guard let site = choose(request) else { throw explain(request).refusal(of: request) }
    try reserve(site, units: request.units)
    return site
  }

  /// Chooses a place for a tenant and says what became of every other one.
  ///
  /// - Parameter request: The tenant and what it needs.
  /// - Returns: The decision that ``choose(_:)`` makes, with its reasons.
  public func explain(_ request: PlacementRequest) -> PlacementDecision {
    let choice = choose(request)
    let tenant = RendezvousHash.digest(request.tenant.rawValue)
    var proposals: [(Proposal, PlacementCandidate, [PlacementCheck])] = []
    var refused: [PlacementAssessment] = []
    for position in considered(request).flatMap({ sitesOfPool[$0] }) {
      let candidate = candidate(position)
      let checks = PlacementFilter.allCases.map { filter in
        PlacementCheck(
          filter: filter, passed: candidate.passes(filter, request), detail: candidate.detail(filter, request))
      }
      if checks.allSatisfy(\.passed) {
        let proposal = Proposal(
          preference: preference(of: candidate.pool, request), distance: distance(position, tenant), position: position,
          residual: candidate.residual(after: request))
        proposals.append((proposal, candidate, checks))
      } else {
        refused.append(
          PlacementAssessment(
            site: sites[position].path, verdict: .refused, checks: checks,
            isHome: candidate.pool.region == request.homeRegion, rank: nil, residual: nil))
      }
    }
    proposals.sort { $0.0.isProposed(before: $1.0) }
    let eligible = proposals.enumerated().map { index, entry in
      let site = sites[entry.0.position].path
      return PlacementAssessment(
        site: site, verdict: site == choice ? .chosen : .eligible, checks: entry.2,
        isHome: entry.1.pool.region == request.homeRegion, rank: index + 1, residual: entry.0.residual)
    }
    return PlacementDecision(choice: choice, assessments: eligible + refused)
  }

  private func considered(_ request: PlacementRequest) -> Range<Int> {
    guard let name = request.pool else { return pools.indices }
    return index(of: name).map { $0..<($0 + 1) } ?? 0..<0
  }

  private func distance(_ position: Int, _ tenant: UInt64) -> UInt64 {
    RendezvousHash.distance(tenant: tenant, place: sites[position].place, weight: sites[position].weight)
  }

  /// The smaller, the better; only meaningful for pools that are strict enough.
  private func preference(of pool: Pool, _ request: PlacementRequest) -> Int {
    let excess = pool.pattern.strictness - request.isolation.strictness
    return (pool.region == request.homeRegion ? 0 : IsolationPattern.allCases.count) + excess
  }
}

/// A place that meets every condition.
private struct Proposal {
  let preference: Int
  let distance: UInt64
  let position: Int
  let residual: Int64?

  /// Positions are in the order of names, so that equal hashes do not make the order of input matter.
  func isProposed(before other: Proposal) -> Bool {
    (preference, distance, position) < (other.preference, other.distance, other.position)
  }

  /// What best fit minimises; without limits there is always more than all room left.
  var size: Int64 { residual ?? 1_000_001 }
}
