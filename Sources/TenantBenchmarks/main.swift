// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

do {
  let options = try BenchmarkOptions(CommandLine.arguments.dropFirst())
  if let path = options.followedStore {
    try VisibilityBenchmark.follow(path)
  } else {
    try BenchmarkSuite(options).run()
  }
} catch {
  let line = Array("TenantBenchmarks: \(error)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}
