// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel
import TenantRuntime

/// A second thread of a worker that asks for the same as the first, so that threads of one process compete as well.
final class Rival: Sendable {
  private final class Body: Sendable {
    let log: AdmissionLog
    let handles: [(Admission.Kind, QuotaHandle)]
    let isOver = Atomic<Bool>(false)

    init(log: AdmissionLog, handles: [(Admission.Kind, QuotaHandle)]) {
      self.log = log
      self.handles = handles
    }

    func run() {
      while !isOver.load(ordering: .acquiring) {
        for (kind, handle) in handles { log.admit(kind, handle, units: 1) }
        TortureClock.pause(microseconds: 100)
      }
    }
  }

  private let body: Body
  private let thread: pthread_t

  init(log: AdmissionLog, handles: [(Admission.Kind, QuotaHandle)]) throws {
    body = Body(log: log, handles: handles)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(body).toOpaque())
    guard code == 0 else { throw TenantError(.internalFault, "no thread can be started: errno \(code)") }
    self.thread = thread
  }

  /// Ends the thread.
  func finish() {
    body.isOver.store(true, ordering: .releasing)
    pthread_join(thread, nil)
  }
}

extension AdmissionLog {
  /// Asks for units, and writes down what was allowed.
  func admit(_ kind: Admission.Kind, _ handle: QuotaHandle, units: Int64) {
    let before = TortureClock.monotonic()
    guard handle.admit(cost: units).isAllowed else { return }
    append(kind, units: units, before: before, after: TortureClock.monotonic())
  }
}
