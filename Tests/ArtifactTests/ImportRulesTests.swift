// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

/// Which module may import which: the layers of the package.
@Suite struct ImportRulesTests {
  private static let allowed: [String: Set<String>] = [
    "TenantModel": ["FoundationEssentials"],
    "TenantStore": ["TenantModel", "CSQLite", "Crypto", "FoundationEssentials", "Glibc", "Synchronization"],
    "TenantRuntime": [
      "TenantModel", "TenantStore", "CoreMetrics", "Crypto", "FoundationEssentials", "Glibc", "HeapModule",
      "Instrumentation", "ServiceLifecycle", "Synchronization",
    ],
    "TenantIdentity": ["TenantModel", "TenantRuntime", "Glibc", "JWTKit"],
    "TenantAdmin": ["TenantModel", "TenantStore", "Crypto", "FoundationEssentials", "Glibc"],
    "TerminalOutput": ["Glibc", "FoundationEssentials"],
    "TenantctlCommands": [
      "TenantModel", "TenantAdmin", "TenantIdentity", "TenantRuntime", "TerminalOutput", "ArgumentParser", "Yams",
      "Glibc",
      "FoundationEssentials",
    ],
    "tenantctl": ["TenantctlCommands", "Glibc"],
  ]

  /// The imports of each source file of a module.
  private func imports(of module: String) throws -> [(file: String, line: String, module: String)] {
    let folder = "\(PackageFolder.path)/Sources/\(module)"
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    var found: [(file: String, line: String, module: String)] = []
    for file in files where file.hasSuffix(".swift") {
      for line in try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, let name = words.last else { continue }
        found.append((file, String(line), String(name.prefix { $0 != "." })))
      }
    }
    return found
  }

  @Test(arguments: allowed.keys.sorted())
  func aModuleImportsOnlyWhatItsLayerMay(module: String) throws {
    let permitted = try #require(Self.allowed[module])
    for entry in try imports(of: module) {
      #expect(permitted.contains(entry.module), "\(module)/\(entry.file): \(entry.line)")
    }
  }

  @Test func theRuntimeDoesNotExposeTheStore() throws {
    for entry in try imports(of: "TenantRuntime") where entry.module == "TenantStore" {
      #expect(entry.line == "import TenantStore" || entry.line == "internal import TenantStore", "\(entry.file)")
    }
  }

  @Test func onlyTheStoreKnowsSQL() throws {
    for module in [
      "TenantModel", "TenantRuntime", "TenantIdentity", "TenantAdmin", "TenantctlCommands", "TerminalOutput",
    ] {
      let folder = "\(PackageFolder.path)/Sources/\(module)"
      let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for word in ["SELECT ", "INSERT INTO", "DELETE FROM", "PRAGMA "] {
          #expect(!text.contains(word), "\(module)/\(file) contains \(word)")
        }
      }
    }
  }
}
