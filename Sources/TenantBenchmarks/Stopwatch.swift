// SPDX-License-Identifier: Apache-2.0

import CAllocations
import Glibc
import TenantModel

/// Times calls that are too short to be timed one by one.
struct Stopwatch {
  /// Calls in one batch, at least.
  let calls: Int

  /// The time of one call in nanoseconds: the median of batches that visit all elements in their order.
  ///
  /// - Throws: ``TenantError`` where a call did not do its work, for then its time says nothing.
  @inline(__always)
  func time<Element>(_ elements: [Element], _ body: (borrowing Element) throws -> Bool) throws -> Double {
    let rounds = max(1, calls / elements.count)
    let batches = rounds == 1 ? 3 : 9
    var failures = 0
    var samples: [Double] = []
    for _ in 0..<batches {
      let start = Clock.nanoseconds()
      for _ in 0..<rounds {
        // An element that is only looked at is not retained, as the property of a service is not.
        let elements = elements.span
        for index in elements.indices where try !body(elements[index]) { failures += 1 }
      }
      samples.append(Double(Clock.nanoseconds() - start) / Double(rounds * elements.count))
    }
    guard failures == 0 else { throw TenantError(.internalFault, "\(failures) calls did not do their work") }
    return Samples.median(samples)
  }

  /// The time of one call in nanoseconds.
  @inline(__always)
  func time(_ body: () throws -> Bool) throws -> Double { try time([0]) { _ in try body() } }
}

/// What the program takes from the heap.
enum Allocations {
  /// How many allocations this thread makes while a body runs.
  static func count(_ body: () throws -> Void) rethrows -> Int {
    let before = allocation_count()
    try body()
    return Int(allocation_count() - before)
  }

  /// Bytes in use.
  static var bytesInUse: Int { Int(allocated_bytes()) }
}
