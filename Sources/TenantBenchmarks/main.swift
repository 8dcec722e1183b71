// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

do {
  let options = try BenchmarkOptions(CommandLine.arguments.dropFirst())
  switch options.part {
  case ("--follow", let store)?: try VisibilityBenchmark.follow(store)
  case ("--rival", let store)?: try Rival.decide(store: store)
  case (_, let store)?: try Rival.idle(store: store)
  case nil: try await BenchmarkSuite(options).run()
  }
} catch {
  let line = Array("TenantBenchmarks: \(error)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}
