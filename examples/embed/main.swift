// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime

// A service in miniature: each line of standard input is a request, each line of standard output its answer. It shows how
// a real one would use the library: one runtime for the process, one scope for each request.

func fail(_ message: String, status: Int32) -> Never {
  let line = Array("embed-example: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(status)
}

func say(_ line: String) {
  print(line)
  // A pipe would keep the answer until it is full.
  fflush(nil)
}

guard let path = CommandLine.arguments.dropFirst().first ?? getenv("TENANTCTL_STORE").map({ String(cString: $0) }) else {
  fail("name the store as the first argument or in TENANTCTL_STORE", status: 2)
}
do {
  let service = ExampleService(runtime: try EnforcementRuntime(store: .path(path)))
  say("ready")
  while let line = readLine(), let answer = service.answer(to: line) { say(answer) }
} catch {
  fail("\(error)", status: 1)
}
