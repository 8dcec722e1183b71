// SPDX-License-Identifier: Apache-2.0

/// All attacks, by number; those without attempts of their own are tried by named tests, or there is nothing to attack yet.
enum Attacks {
  static let all: [Attack] =
    (EdgeAttacks.all + TokenAttacks.all + ScopeAttacks.all + DataAttacks.all + StoreAttacks.all + named)
    .sorted { $0.number < $1.number }

  private static let named = [
    Attack(8, "a wildcard subscription crosses tenants", tests: ["theTreeFindsWhatEachPatternMeans"]),
    Attack(10, "a statement without its tenant", tests: ["aGateThatCannotBeOpenedStaysClosed"]),
    Attack(13, "what a connection keeps from the tenant before", tests: ["whatTheBodyThrowsIsThrownOn"]),
    Attack(
      14, "the reply to a cancelled request on a shared connection", tests: ["aCancelledRequestLeavesNothingBehind"]),
    Attack(15, "row-level security is bypassed"),
    Attack(20, "something shared and mutable"),
    Attack(23, "a suspension misses a verb", tests: ["aSuspendedTenantIsRefusedUntilItIsResumed"]),
    Attack(29, "ids of tenants as labels of metrics", absent: "no metric of the library has labels of tenants"),
    Attack(35, "a tenant that moved halfway is read in two places", absent: "tenants are not moved online yet"),
    Attack(
      36, "a grant that binds others than it says", tests: ["everyRefusalSaysWhatToDo", "aGrantThatIsOverIsPutToRest"]),
    Attack(39, "a noisy neighbour", tests: ["admissionsStayWithinTheLimitAndTheBooksAreExact"]),
  ]
}
