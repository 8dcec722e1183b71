// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@Suite struct GeneratedFilesTests {
  @Test func manualAndCompletionsAreFresh() throws {
    let generator = try BuiltProgram.path("generate-artifacts")
    let result = try BuiltProgram.run(
      "/bin/sh", ["-c", "cd '\(PackageFolder.path)' && exec '\(generator)' --check"])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(.enabled(if: BuiltProgram.tool("mandoc") != nil, "mandoc is not installed"))
  func manualPagesAreClean() throws {
    let mandoc = try #require(BuiltProgram.tool("mandoc"))
    let pages = try FileManager.default.contentsOfDirectory(atPath: PackageFolder.path + "/man")
    #expect(pages.count > 10)
    let result = try BuiltProgram.run(
      mandoc, ["-T", "lint", "-W", "warning"] + pages.sorted().map { "\(PackageFolder.path)/man/\($0)" })
    #expect(result.status == 0)
    #expect(result.output == "")
  }
}
