// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

// A process that is told that its file is as large as it may become goes on, as it must where the disk is full.
signal(SIGXFSZ, SIG_IGN)
SyncRecord.watchFlushes()
do {
  switch try TortureOptions(CommandLine.arguments.dropFirst()).role {
  case .worker(let options): try TortureWorker(options).run()
  case .conductor(let options): exit(try Conductor(options).run() ? 0 : 1)
  }
} catch {
  Report.error("\(error)")
  exit(2)
}
