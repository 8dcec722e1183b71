// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// The thread on which a runtime follows its store; a thread of its own, because waiting must not take one of the tasks' few.
struct FollowerThread: Sendable {
  private let thread: pthread_t

  init(_ core: RuntimeCore) throws {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(core)
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<RuntimeCore>.fromOpaque(context).takeRetainedValue().follow()
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw TenantError(
        .internalFault, "no thread can be started: \(String(cString: strerror(code)))",
        hint: "raise the process's limit of threads")
    }
    self.thread = thread
  }

  /// Waits until the thread has ended.
  func join() {
    pthread_join(thread, nil)
  }
}
