// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

/// What a process has only once, and all tenants would share.
@Suite struct SharedStateTests {
  private static let modules = ["TenantModel", "TenantStore", "TenantRuntime", "TenantIdentity", "TenantAdmin"]
  /// State that outlives a request and belongs to no object; the task's own is none, and what is computed holds nothing.
  private static let patterns = [
    "nonisolated\\(unsafe\\)", "^\\s*(?!.*@TaskLocal).*\\bstatic var [^{]*$", "^(\\w+ )*var ",
    "(^|\\bstatic )(\\w+ )*let .*= *(Monitor|Mutex|Atomic|UnsafeAtomic)\\b",
  ]

  private func findings(in text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      Self.patterns.contains { line.range(of: $0, options: .regularExpression) != nil }
    }
  }

  /// Row 20: nothing that changes is shared by all tenants of a process.
  @Test(arguments: modules) func attack20NothingThatChangesIsSharedByAll(module: String) throws {
    let folder = "\(PackageFolder.path)/Sources/\(module)"
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files {
      let found = findings(in: try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))
      #expect(found.isEmpty, "\(module)/\(file)")
    }
  }

  @Test(arguments: [
    "  static var last = 0", "  private static var first: Tenant?", "nonisolated(unsafe) var x = 1", "var counter = 0",
    "private let cache = Monitor(1)", "  static let cache = Monitor<[String: Int]>([:])",
  ])
  func sharedStateIsFound(line: String) {
    #expect(findings(in: line) == [line])
  }

  @Test(arguments: [
    "  static var usual: Self { Self() }", "  @TaskLocal static var bound: TenantScope?", "  private var count = 0",
    "  private let state = Monitor(State())", "  static let longest = 7",
  ])
  func whatIsNotSharedIsLeftAlone(line: String) {
    #expect(findings(in: line).isEmpty)
  }
}
