// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct RevocationBoundTests {
  /// Spec 6.3: the smaller of push delay and token life.
  @Test(
    arguments: [
      (nil, 65_000, 305_000), (0, 0, 0), (200, 200, 200), (64_999, 64_999, 64_999), (65_001, 65_000, 65_001),
      (305_001, 65_000, 305_000), (Int64.max, 65_000, 305_000),
    ] as [(Int64?, Int64, Int64)])
  func theShorterOfReloadAndContextHolds(reload: Int64?, usual: Int64, worst: Int64) {
    let bound = RevocationBound(reloadMilliseconds: reload)
    #expect(bound.usualMilliseconds == usual && bound.worstMilliseconds == worst)
  }
}
