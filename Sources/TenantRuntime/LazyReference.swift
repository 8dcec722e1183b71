// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// An object that is made when it is first needed, by whichever thread comes first, and kept from then on.
///
/// `Synchronization.AtomicLazyReference` is not specialized where it is used: each look costs as much as a decision.
struct LazyReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
  /// Address of the object; 0 until there is one.
  private let address = Atomic<UInt>(0)

  deinit {
    borrowed?.release()
  }

  /// The object, where there is one.
  @inline(__always)
  var value: Instance? { borrowed?.takeUnretainedValue() }

  /// As ``value``, without counting the reference: for as long as whatever holds this is held.
  @inline(__always)
  var borrowed: Unmanaged<Instance>? { Self.reference(address.load(ordering: .acquiring)) }

  /// The object; made where there is none.
  func value(_ make: () -> Instance) -> Instance {
    if let value { return value }
    let made = Unmanaged.passRetained(make())
    let (isFirst, found) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
    if isFirst { return made.takeUnretainedValue() }
    made.release()
    return Self.reference(found)?.takeUnretainedValue() ?? value(make)
  }

  @inline(__always)
  private static func reference(_ address: UInt) -> Unmanaged<Instance>? {
    UnsafeRawPointer(bitPattern: address).map { .fromOpaque($0) }
  }
}
