// SPDX-License-Identifier: Apache-2.0

public import ServiceLifecycle

extension EnforcementRuntime: Service {
  /// Serves until the group of services shuts down or the task is cancelled, and closes the runtime then.
  ///
  /// Let it be the last service of the group to end, so that requests find their tenants until they are served.
  public func run() async throws {
    try? await gracefulShutdown()
    try await RuntimeThread.run { self.close() }
  }
}
