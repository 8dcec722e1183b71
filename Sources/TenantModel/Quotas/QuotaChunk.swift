// SPDX-License-Identifier: Apache-2.0

/// How many units of a limit one holder is given at once: guided self-scheduling.
///
/// Early in a period chunks are large, so that grants are rare; near the limit they shrink to single units, so that the last
/// one is still usable by whoever needs it. What dead holders strand is at most the chunks they held.
public enum QuotaChunk {
  /// Decides the size of a grant.
  ///
  /// - Parameters:
  ///   - remaining: What may still be granted; nothing is given where it is not positive.
  ///   - activeHolders: How many holders share what remains, the asking one included; less than 1 counts as 1.
  ///   - want: What the holder would like, at most this is given unless it needs more.
  ///   - need: What the holder cannot do with less than.
  /// - Returns: Units, never more than `remaining`: half of the holder's even share, at least 1 and at least `need`; 0 where
  ///   what is needed is not there.
  public static func units(remaining: Int64, activeHolders: Int64, want: Int64, need: Int64) -> Int64 {
    guard remaining > 0, need <= remaining else { return 0 }
    let share = remaining / max(activeHolders, 1) / 2
    let guided = max(min(share, want), 1)
    return max(guided, need)
  }
}
