// SPDX-License-Identifier: Apache-2.0

/// All attacks, by number; those without attempts of their own are tried by named tests, or there is nothing to attack yet.
enum Attacks {
  static let all: [Attack] =
    (EdgeAttacks.all + TokenAttacks.all + ScopeAttacks.all + StoreAttacks.all + named).sorted { $0.number < $1.number }

  private static let named = [
    Attack(4, "a key of a cache without its tenant", absent: "no cache of tenants' data exists"),
    Attack(8, "a wildcard subscription crosses tenants", absent: "there are no subscriptions"),
    Attack(10, "a statement without its tenant", absent: "no statements of applications are gated"),
    Attack(
      13, "what a connection keeps from the tenant before",
      absent: "the library lends no connections; each statement of the store is reset before it is used again"),
    Attack(
      14, "the reply to a cancelled request on a shared connection",
      tests: ["aCancelledRequestLeavesNothingBehind"],
      absent: "no protocol with replies exists"),
    Attack(15, "row-level security is bypassed", absent: "the store is SQLite; a server with roles comes later"),
    Attack(20, "something shared and mutable", absent: "no named test"),
    Attack(21, "old bytes behind a short value", absent: "no buffer is used again for tenants' data"),
    Attack(
      23, "a suspension misses a verb", tests: ["aSuspendedTenantIsRefusedUntilItIsResumed"], absent: "no named test"),
    Attack(24, "what was queued is delivered after the end", absent: "there are no queues"),
    Attack(29, "ids of tenants as labels of metrics", absent: "the library exports no metrics"),
    Attack(34, "a stale router writes to the old pool", absent: "tenants are not moved online yet"),
    Attack(35, "a tenant that moved halfway is read in two places", absent: "tenants are not moved online yet"),
    Attack(36, "a grant that binds others than it says", absent: "there are no grants"),
    Attack(38, "a sealed payload is filed elsewhere", absent: "nothing is sealed"),
    Attack(
      39, "a noisy neighbour", tests: ["admissionsStayWithinTheLimitAndTheBooksAreExact"], absent: "no named test"),
  ]
}
