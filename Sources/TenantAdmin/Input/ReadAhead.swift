// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// Makes values on a thread of its own, one ahead of whoever takes them, so that reading and storing overlap.
///
/// Whatever the values are made from belongs to that thread until ``next()`` has returned `nil`.
final class ReadAhead<Value: Sendable> {
  private let slot = Slot()
  private var isAtEnd = false

  /// Starts to make values.
  ///
  /// - Parameter makeValue: Returns the next value, `nil` at the end.
  /// - Throws: ``TenantError`` where the system has no thread to give.
  init(_ makeValue: @escaping () -> Value?) throws {
    let producer = Unmanaged.passRetained(Producer(slot: slot, makeValue: makeValue))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<AnyProducer>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, producer.toOpaque())
    guard code == 0 else {
      producer.release()
      throw TenantError(
        .internalFault, "no thread can be started: \(String(cString: strerror(code)))",
        hint: "check how many threads the user may have")
    }
    pthread_detach(thread)
  }

  deinit {
    slot.isAbandoned = true
    sem_post(slot.free)
  }

  /// Takes the next value, and lets the one after it be made meanwhile.
  ///
  /// - Returns: The value, or `nil` at the end.
  func next() -> Value? {
    if isAtEnd { return nil }
    while sem_wait(slot.filled) != 0 && errno == EINTR {}
    let value = slot.value
    slot.value = nil
    isAtEnd = value == nil
    sem_post(slot.free)
    return value
  }

  /// Room for one value, and whose turn it is.
  // Sendable because each side touches the value only between its own wait and its post.
  private final class Slot: @unchecked Sendable {
    var value: Value?
    var isAbandoned = false
    let free = Slot.semaphore(1)
    let filled = Slot.semaphore(0)

    private static func semaphore(_ count: UInt32) -> UnsafeMutablePointer<sem_t> {
      let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
      sem_init(semaphore, 0, count)
      return semaphore
    }

    deinit {
      for semaphore in [free, filled] {
        sem_destroy(semaphore)
        semaphore.deallocate()
      }
    }
  }

  private final class Producer: AnyProducer {
    private let slot: Slot
    private let makeValue: () -> Value?

    init(slot: Slot, makeValue: @escaping () -> Value?) {
      self.slot = slot
      self.makeValue = makeValue
    }

    override func run() {
      while true {
        let value = makeValue()
        while sem_wait(slot.free) != 0 && errno == EINTR {}
        if slot.isAbandoned { return }
        slot.value = value
        sem_post(slot.filled)
        if value == nil { return }
      }
    }
  }
}

/// What a thread runs, without the type of the values: a C function cannot be generic.
private class AnyProducer {
  func run() {}
}
