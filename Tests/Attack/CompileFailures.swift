// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport

/// Programs that must not compile: the wall of types, tried by the compiler itself.
///
/// Each file of `Tests/CompileFail` says in its first comment which attack it is, and what the compiler must say. The file that
/// names no attack has to compile, or the others would fail for a reason of no worth.
struct CompileFailures {
  /// A program and whether the compiler did as it must.
  struct Result {
    let number: Int?
    let name: String
    let fault: String?
  }

  static func results() throws -> [Result] {
    let folder = "\(PackageFolder.path)/Tests/CompileFail"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
    let cache = try TemporaryFolder()
    return try files.map { try result(of: "\(folder)/\($0)", named: $0, cache: cache.path) }
  }

  private static func result(of path: String, named name: String, cache: String) throws -> Result {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    func word(_ key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix("// \(key): ") }.map { String($0.dropFirst(key.count + 5)) }
    }
    guard let compiler = BuiltProgram.tool("swiftc") else { throw TestSupportFault("there is no swiftc") }
    let modules = try BuiltProgram.path("Modules")
    let maps = try moduleMaps()
    let compiled = try BuiltProgram.run(
      compiler, ["-typecheck", "-swift-version", "6", "-module-cache-path", cache, "-I", modules] + maps + [path])
    let number = word("attack").flatMap { Int($0) }
    guard let expected = word("expected") else {
      return Result(number: number, name: name, fault: compiled.status == 0 ? nil : compiled.errors)
    }
    let said = compiled.output + compiled.errors
    return Result(
      number: number, name: name,
      fault: compiled.status != 0 && said.contains(expected) ? nil : "the compiler did not say: \(expected)\n\(said)")
  }

  /// Where the compiler finds the modules of C that the package's modules speak of.
  private static func moduleMaps() throws -> [String] {
    let build = try BuiltProgram.path("")
    let entries = try FileManager.default.contentsOfDirectory(atPath: build).filter { $0.hasSuffix(".build") }
    let sqlite = "\(PackageFolder.path)/Sources/CSQLite/module.modulemap"
    return ([sqlite] + entries.map { "\(build)\($0)/module.modulemap" }).filter {
      FileManager.default.fileExists(atPath: $0)
    }
    .flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }
}
