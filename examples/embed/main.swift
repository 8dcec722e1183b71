// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime

// A service in miniature: each line of standard input is a request, each line of standard output its answer. It shows how
// a real one would use the library: one runtime for the process, one scope for each request.

setvbuf(stdout, nil, Int32(_IOLBF), 0)
guard let path = CommandLine.arguments.dropFirst().first ?? getenv("TENANTCTL_STORE").map({ String(cString: $0) }) else {
  fputs("usage: embed-example STORE, or set TENANTCTL_STORE\n", stderr)
  exit(2)
}
do {
  let service = ExampleService(runtime: try EnforcementRuntime(store: .path(path)))
  print("ready")
  while let line = readLine() {
    guard let answer = service.answer(to: line) else { break }
    print(answer)
  }
} catch {
  fputs("embed-example: \(error)\n", stderr)
  exit(1)
}
