// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport

/// The limits that workers use up, one of each kind.
enum TortureLimit: String, CaseIterable {
  case period = "torture.period"
  /// What of the period's quota one user may have.
  case user = "torture.period of a user"
  case bucket = "torture.bucket"
  case hard = "torture.hard"
  case rolling = "torture.rolling"
  case atOnce = "torture.at-once"

  var key: QuotaKey {
    get throws { try QuotaKey(parsing: self == .user ? TortureLimit.period.rawValue : rawValue) }
  }

  /// What is written down of it.
  var kind: Admission.Kind {
    switch self {
    case .period, .user: .period
    case .bucket: .bucket
    case .hard: .hard
    case .rolling: .rolling
    case .atOnce: .taken
    }
  }
}

/// The numbers of all limits at a time.
///
/// Where they grow, every number that makes a bound greater does, so that the bound of the greatest holds through every change.
struct TortureLimits {
  /// Units per period.
  var period: Int64
  /// Units per period of the one user who has a quota.
  var user: Int64
  /// Units per second of the bucket; its burst is half of them.
  var bucket: Int64 = 100
  /// Units per second of the hard rate.
  var hard: Int64 = 60
  /// Units per second of the rolling rate.
  var rolling: Int64 = 80
  /// Units held at once.
  var atOnce: Int64 = 5

  /// The greater of every number.
  func joined(with other: TortureLimits) -> TortureLimits {
    TortureLimits(
      period: max(period, other.period), user: max(user, other.user), bucket: max(bucket, other.bucket),
      hard: max(hard, other.hard),
      rolling: max(rolling, other.rolling), atOnce: max(atOnce, other.atOnce))
  }
}

/// A store with one tenant, as its operators see it.
final class TortureStore {
  static let tenant = "acme"
  static let user = "ada"

  let path: String
  /// The numbers that are in force, or were to be: a change that failed may have been made nevertheless.
  private(set) var limits: TortureLimits
  /// The greatest numbers that were ever in force.
  private(set) var greatest: TortureLimits
  private var generator: SeededGenerator

  init(in folder: TemporaryFolder, limits: TortureLimits, seed: UInt64) throws {
    path = folder.file("state.db")
    self.limits = limits
    greatest = limits
    generator = SeededGenerator(seed: seed)
    _ = try Administration.initialize(at: path, bare: false, session: session())
    let administration = try administration()
    _ = try administration.createPool(
      Slug(parsing: "everybody"), pattern: .shared, region: Region(parsing: "eu-west-1"), PoolAttributes())
    _ = try administration.onboard(.sample(Self.tenant))
    try set(limits)
  }

  private func session() -> OperatorSession {
    OperatorSession(
      actor: "torture", now: { Timestamp(microseconds: TortureClock.wall()) },
      randomBits: { UInt128(self.generator.next()) << 64 | UInt128(self.generator.next()) })
  }

  private func administration() throws -> Administration {
    try Administration(opening: path, access: .readWrite, busyTimeoutMilliseconds: 1_000, session: session())
  }

  /// Puts other numbers in force.
  ///
  /// - Parameters:
  ///   - limits: All numbers.
  ///   - changed: The limits whose numbers are other ones than before.
  /// - Throws: ``TenantError`` where the store does not take them now; then some may be in force and some not.
  func set(_ limits: TortureLimits, changed: [TortureLimit] = TortureLimit.allCases) throws {
    greatest = greatest.joined(with: limits)
    self.limits = limits
    let administration = try administration()
    for limit in changed { _ = try administration.setQuota(Self.request(limit, limits)) }
  }

  private static func request(_ limit: TortureLimit, _ limits: TortureLimits) throws -> QuotaRequest {
    let allowance =
      switch limit {
      case .period: "\(limits.period)/month"
      case .user: "\(limits.user)/month"
      case .bucket: "\(limits.bucket)/s"
      case .hard: "\(limits.hard)/s"
      case .rolling: "\(limits.rolling)/s"
      case .atOnce: "\(limits.atOnce)"
      }
    let selector = try TenantSelector(parsing: tenant)
    var request = QuotaRequest(
      key: try limit.key, target: limit == .user ? .user(selector, user) : .tenant(selector),
      allowance: try QuotaAllowance(parsing: allowance))
    request.decrease = .immediate
    switch limit {
    case .bucket: request.burst = .amount(limits.bucket / 2)
    case .hard: request.mode = .hard
    case .rolling: request.mode = .rolling
    case .period, .user, .atOnce: break
    }
    return request
  }

  /// Keeps everybody else from writing for so long.
  func lock(microseconds: Int64) throws {
    struct Over: Error {}
    let store = try StateStore(opening: path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    do {
      try store.write(Change(actor: "torture", time: Timestamp(microseconds: TortureClock.wall()))) { _ in
        TortureClock.pause(microseconds: microseconds)
        throw Over()
      }
    } catch is Over {}
  }

  /// What the ledger of the period says of the tenant and of its user, once all processes have ended.
  func accounts() throws -> [QuotaAccount] {
    var accounts: [QuotaAccount] = []
    _ = try administration().reconcileQuotas(QuotaAccountSelection()) { found, _ in
      if found.quota.rawValue == TortureLimit.period.rawValue { accounts.append(found) }
    }
    return accounts
  }
}
