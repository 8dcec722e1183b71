// SPDX-License-Identifier: Apache-2.0

/// The place of a hash among weights, bit for bit as flagd computes it.
///
/// The hash is scaled by a full-width multiplication rather than reduced modulo the sum, so a variant listed first keeps
/// everybody it has when its share grows.
public enum FractionalBucket {
  /// The largest sum of weights.
  public static let maximumTotal: Int64 = 2_147_483_647

  /// The bucket of a hash.
  ///
  /// - Parameters:
  ///   - hash: The hash of the bucketing text.
  ///   - total: The sum of the weights, 1 to 2,147,483,647.
  /// - Returns: 0 up to, not including, `total`.
  public static func bucket(of hash: UInt32, total: Int64) -> Int64 {
    Int64((UInt64(hash) * UInt64(total)) >> 32)
  }

  /// The position of the weight in whose range a bucket falls.
  ///
  /// - Parameters:
  ///   - bucket: The bucket.
  ///   - weights: The weights, none negative.
  /// - Returns: The position, or `nil` where the bucket is not below the sum.
  public static func position(of bucket: Int64, in weights: some Sequence<Int64>) -> Int? {
    var end: Int64 = 0
    var position = 0
    for weight in weights {
      end += weight
      if bucket < end { return position }
      position += 1
    }
    return nil
  }
}
