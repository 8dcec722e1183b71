// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport

// 'tenant-attack filter' prints what 'swift test' must be given; 'tenant-attack run --tests FILE' and
// 'tenant-attack run --without WALL' attack.
let arguments = Array(CommandLine.arguments.dropFirst())
func value(of option: String) -> String? {
  arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
}
do {
  switch arguments.first {
  case "filter":
    FileHandle.standardOutput.write(Data((NamedTests.filter + "\n").utf8))
  case "run":
    let without = try value(of: "--without").map { name in
      guard let wall = Wall(rawValue: name) else { throw TestSupportFault("there is no wall '\(name)'") }
      return wall
    }
    let tests = try value(of: "--tests").map {
      try NamedTests(output: String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self))
    }
    guard tests != nil || without != nil else { throw TestSupportFault("say '--tests FILE' or '--without WALL'") }
    exit(try Assault(tests: tests, without: without).run() ? 0 : 1)
  default:
    throw TestSupportFault("say 'filter' or 'run'")
  }
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(2)
}
