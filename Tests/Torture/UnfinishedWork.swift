// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TenantTestSupport

/// Requests that count in several limits at once, and such as are told only later what they cost.
struct UnfinishedWork {
  private let log: AdmissionLog
  private let quotas: TenantQuotas
  private let period: QuotaKey
  /// The quota per period together with the hard rate.
  private let both: QuotaGroup
  private var reservations: [(reservation: QuotaReservation, token: UInt64, rounds: Int)] = []

  init(log: AdmissionLog, quotas: TenantQuotas) throws {
    self.log = log
    self.quotas = quotas
    period = try TortureLimit.period.key
    both = quotas.group([period, try TortureLimit.hard.key])
  }

  /// Asks for some of it, and finishes what has lasted long enough.
  mutating func ask(_ generator: inout SeededGenerator) {
    let units = Int64.random(in: 1...2, using: &generator)
    let before = TortureClock.monotonic()
    if both.admit(cost: units).isAllowed {
      let after = TortureClock.monotonic()
      log.append(.period, units: units, before: before, after: after)
      log.append(.hard, units: units, before: before, after: after)
    }
    let middle = TortureClock.monotonic()
    if quotas.admit(period, cost: units, user: TortureStore.user).isAllowed {
      log.append(.period, units: units, before: middle, after: TortureClock.monotonic(), token: Admission.ofUser)
    }
    reserve(&generator)
    for index in reservations.indices.reversed() {
      reservations[index].rounds -= 1
      if reservations[index].rounds < 0 { settle(reservations.remove(at: index), &generator) }
    }
  }

  /// Finishes what is left.
  mutating func finish(_ generator: inout SeededGenerator) {
    for reservation in reservations { settle(reservation, &generator) }
    reservations = []
  }

  private mutating func reserve(_ generator: inout SeededGenerator) {
    let isOfUser = Bool.random(using: &generator)
    let token = isOfUser ? Admission.ofUser : 0
    let before = TortureClock.monotonic()
    let reservation = try? quotas.reserve(
      period, upTo: Int64.random(in: 1...5, using: &generator), user: isOfUser ? TortureStore.user : nil)
    guard let reservation else { return }
    log.append(
      .reserved, units: reservation.units, before: before, after: TortureClock.monotonic(), token: token)
    reservations.append((reservation, token, Int.random(in: 0..<3, using: &generator)))
  }

  private func settle(
    _ work: (reservation: QuotaReservation, token: UInt64, rounds: Int), _ generator: inout SeededGenerator
  ) {
    let actual = Int64.random(in: 0...work.reservation.units, using: &generator)
    // Written down first: as soon as it is given back somebody else may use it.
    let now = TortureClock.monotonic()
    log.append(.returned, units: work.reservation.units - actual, before: now, after: now, token: work.token)
    work.reservation.settle(actual: actual)
  }
}
