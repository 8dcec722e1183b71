// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// What the benchmarks were asked for.
struct BenchmarkOptions {
  static let usage = """
    usage: TenantBenchmarks [NAME…] [--json] [--quick] [--program PATH]

    NAME       import, show, ingest, visibility, decisions, quotas, context, events; all by default
    --json     print JSON instead of a table
    --quick    a tenth of the data, to try the benchmarks out; its figures mean nothing
    --program  the tenantctl to measure; by default the one beside this program
    """

  var names: [String] = []
  var isJSON = false
  var isQuick = false
  var program: String
  /// What a process that a benchmark starts does, and with which store.
  var part: (name: String, store: String)?

  init(_ arguments: some Sequence<String>) throws {
    program = try Self.ownFolder() + "/tenantctl"
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--json": isJSON = true
      case "--quick": isQuick = true
      case "--program":
        guard let path = rest.next() else { throw TenantError(.usage, "--program needs a path") }
        program = path
      case "--follow", "--rival", "--idle":
        guard let store = rest.next() else { throw TenantError(.usage, "\(argument) needs a store") }
        part = (argument, store)
      case "--help", "-h":
        print(Self.usage)
        exit(0)
      case _ where BenchmarkSuite.names.contains(argument): names.append(argument)
      default: throw TenantError(.usage, "'\(argument)' is neither a benchmark nor an option\n\(Self.usage)")
      }
    }
    if names.isEmpty { names = BenchmarkSuite.names }
  }

  /// Path of this program.
  static func ownPath() throws -> String {
    guard let resolved = realpath("/proc/self/exe", nil) else {
      throw TenantError(.internalFault, "the path of this program is unknown")
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func ownFolder() throws -> String {
    let path = try ownPath()
    return String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }
}
