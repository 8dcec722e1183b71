// SPDX-License-Identifier: Apache-2.0

/// Splits amounts by weights with the largest-remainder rule, exactly: the parts always add up to the amount.
///
/// Each part is first rounded towards zero; the units that are left go, one each, to the largest remainders. Of equal
/// remainders the tenant whose id is lower gets the unit, and tenants come before the weight that belongs to nobody. So
/// the result depends on nothing but amount and weights, and splitting the opposite amount gives the opposite parts.
/// Where nobody has any weight, nothing is distributed.
public struct Apportioner {
  /// The weights by which amounts are split.
  public let vector: WeightVector
  /// What each tenant of ``vector`` got of the last amount, in the same order.
  public private(set) var shares: [ExactAmount]
  /// What nobody got of the last amount.
  public private(set) var undistributed = ExactAmount.zero

  // Scratch of the tenants and, last, of the undistributed weight; kept, so that a split allocates nothing.
  private let weights: [UInt64]
  private var quotients: [UInt128]
  private var remainders: [UInt128]
  private var order: [Int]

  /// Creates a splitter; it may be used for any number of amounts, one after the other.
  ///
  /// - Parameter vector: The weights.
  public init(_ vector: WeightVector) {
    self.vector = vector
    weights = vector.weights + [vector.undistributed]
    shares = Array(repeating: .zero, count: vector.tenants.count)
    quotients = Array(repeating: 0, count: weights.count)
    remainders = quotients
    order = Array(weights.indices)
  }

  /// Splits one amount into ``shares`` and ``undistributed``.
  ///
  /// - Parameter amount: The amount, of either sign.
  public mutating func split(_ amount: ExactAmount) {
    guard vector.total > 0 else {
      undistributed = amount
      return
    }
    let magnitude = amount.units.magnitude
    var left = magnitude
    for index in weights.indices {
      let (quotient, remainder) = Self.divide(magnitude, times: weights[index], by: vector.total)
      quotients[index] = quotient
      remainders[index] = remainder
      left -= quotient
    }
    // Fewer units are left than there are positive weights, so the count fits.
    let extra = Int(left)
    if extra > 0 {
      selectLargestRemainders(extra)
      for index in order[..<extra] { quotients[index] += 1 }
    }
    let isNegative = amount.units < 0
    for index in shares.indices {
      shares[index] = ExactAmount(magnitude: quotients[index], isNegative: isNegative)
    }
    undistributed = ExactAmount(magnitude: quotients[shares.count], isNegative: isNegative)
  }

  /// ⌊magnitude · weight / total⌋ and its remainder; `weight` is at most `total`, so the quotient always fits.
  private static func divide(
    _ magnitude: UInt128, times weight: UInt64, by total: UInt128
  ) -> (quotient: UInt128, remainder: UInt128) {
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: UInt128(weight))
    // Up to 18 million major units times any 64-bit weight take this way, several times as fast.
    if !overflow { return product.quotientAndRemainder(dividingBy: total) }
    return total.dividingFullWidth(magnitude.multipliedFullWidth(by: UInt128(weight)))
  }

  /// Moves the indices of the `count` largest remainders to the front of ``order``: Hoare's selection.
  private mutating func selectLargestRemainders(_ count: Int) {
    var low = 0
    var high = order.count - 1
    while low < high {
      let pivot = order[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while precedes(order[left], pivot) { left += 1 }
        while precedes(pivot, order[right]) { right -= 1 }
        if left <= right {
          order.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if count - 1 <= right {
        high = right
      } else if count - 1 >= left {
        low = left
      } else {
        return
      }
    }
  }

  /// A total order, so that which indices are selected does not depend on how they were arranged before.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    remainders[left] == remainders[right] ? left < right : remainders[left] > remainders[right]
  }
}
