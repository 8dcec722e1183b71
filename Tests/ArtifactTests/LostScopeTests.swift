// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

/// Where work leaves the task that its tenant is bound to: code that serves tenants does so in few places, each with a reason.
@Suite struct LostScopeTests {
  private static let folders = ["Sources/TenantRuntime", "Sources/TenantIdentity", "Sources/TenantStore", "examples"]

  /// What starts work that has no tenant, or calls back where none is bound.
  private static let patterns = [
    "\\bTask\\.detached\\b", "\\bDispatch(Queue|WorkItem|Group|Source)\\b", "\\b(NS)?Thread\\b", "\\bpthread_create\\b",
    "\\b(NS)?(Block)?Operation(Queue)?\\b", "\\bNotificationCenter\\b", "\\b(NS)?Timer\\b", "\\baddObserver\\b",
    "\\bRuntimeThread(\\.run)? *[({]", "\\bthrd_create\\b", "\\bsigaction\\b", "\\bexecutorPreference\\b",
  ]

  /// Where it is right, by file and a part of the line, and why.
  private static let allowed: [String: [(part: String, reason: String)]] = [
    "Sources/TenantRuntime/RuntimeThread.swift": [
      ("pthread_create(", "the one place that starts threads; who uses it is listed here"),
      ("let thread = try RuntimeThread {", "opens and closes runtimes, for no tenant"),
    ],
    "Sources/TenantRuntime/EnforcementRuntime.swift": [
      ("await RuntimeThread.run { try RuntimeCore(store, options) }", "opens the store, for no tenant"),
      ("RuntimeThread { core.follow() }, RuntimeThread { core.engine.keeper.keep() }", "read the store, for no tenant"),
    ],
    "Sources/TenantRuntime/EnforcementRuntime+Service.swift": [
      ("await RuntimeThread.run { self.close() }", "closes the runtime, for no tenant")
    ],
    "Sources/TenantRuntime/Events/EventDesk.swift": [
      ("thread = try RuntimeThread { [self] in work() }", "writes what scopes have handed over, each with its tenant")
    ],
    "Sources/TenantRuntime/Context/TenantScope+Binding.swift": [
      ("Task.detached(priority: priority) { try await run(body) }", "the scope is bound again before the body runs")
    ],
    "Sources/TenantRuntime/Quotas/Shared/MappingGuard.swift": [
      ("sigaction", "ends a read of a file that was cut off; the handler knows no tenant")
    ],
    "Sources/TenantIdentity/Waiting.swift": [
      ("Task.detached(executorPreference: thread)", "the thread of a command waits for it; commands have no scope")
    ],
  ]

  /// Lines that leave the task, without comments.
  private func findings(in text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { return false }
      return Self.patterns.contains { line.range(of: $0, options: .regularExpression) != nil }
    }
  }

  /// Row 17: nothing that serves tenants runs without a tenant by accident.
  @Test func attack17NoWorkLeavesTheScopeOfItsTask() throws {
    var used: Set<String> = []
    var count = 0
    for folder in Self.folders {
      let path = "\(PackageFolder.path)/\(folder)"
      let files = try #require(FileManager.default.enumerator(atPath: path)).compactMap { $0 as? String }
      for file in files where file.hasSuffix(".swift") {
        count += 1
        let name = "\(folder)/\(file)"
        for line in findings(in: try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)) {
          let permitted = Self.allowed[name, default: []].first { line.contains($0.part) }
          #expect(permitted != nil, "\(name): \(line)")
          if let permitted { used.insert(name + permitted.part) }
        }
      }
    }
    #expect(count > 100)
    // What is not there any more is not allowed either.
    #expect(used == Set(Self.allowed.flatMap { entry in entry.value.map { entry.key + $0.part } }))
  }

  @Test(arguments: [
    "    Task.detached { try await scope.values.get(\"k\") }", "  DispatchQueue.global().async { work() }",
    "  Thread.detachNewThread { work() }", "  let thread = Thread { work() }", "  pthread_create(&id, nil, body, nil)",
    "  private let queue = OperationQueue()", "  NotificationCenter.default.addObserver(self)",
    "  let source = DispatchSource.makeTimerSource()", "  Timer.scheduledTimer(withTimeInterval: 1, repeats: true) {",
    "  let thread = try RuntimeThread { serve(tenant) }", "  try await RuntimeThread.run { try load(tenant) }",
    "  Task(executorPreference: other) { work() }", "  let work = DispatchWorkItem { }  // as before",
  ])
  func workThatLeavesItsTaskIsFound(line: String) {
    #expect(findings(in: line) == [line])
  }

  @Test(arguments: [
    "  Task { try await scope.values.get(\"k\") }", "  async let value = load()",
    "  group.addTask { await serve(event) }",
    "  scope.detached { try await load() }", "  /// What runs in `Task.detached` has none.", "  // No Thread here.",
    "  private let threads: [RuntimeThread]", "  private final class WaitingThread<Value: Sendable> {",
    "  case operation(Operations)", "  let timerSeconds = 7", "  private let thread = Monitor<RuntimeThread?>(nil)",
  ])
  func whatStaysInItsTaskIsLeftAlone(line: String) {
    #expect(findings(in: line).isEmpty)
  }
}
