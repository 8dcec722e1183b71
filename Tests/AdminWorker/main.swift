// SPDX-License-Identifier: Apache-2.0

import DeadlyWrites
import Glibc
import TenantAdmin
import TenantModel

/// Ends the tenant `acme` or rotates the signing keys, and kills itself before a given write.
///
/// usage: admin-worker STORE offboard|rotate POINT: the number of the write, or 0. What it prints at the end is how many
/// writes there were.
enum AdminWorker {
  static func run(store: String, operation: String, point: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let now = Timestamp(seconds: 1_795_500_000)
    let session = OperatorSession(
      actor: "worker", idempotencyKey: operation == "offboard" ? "leave" : nil, now: { now },
      randomBits: { UInt128.random(in: .min ... .max, using: &generator) })
    let administration = try Administration(opening: store, access: .readWrite, session: session)
    let master = MasterKeyFile(path: store + ".master-key")
    deadly_writes_arm(point)
    switch operation {
    case "rotate": _ = try administration.rotateKeys(with: master)
    default:
      var request = OffboardingRequest()
      request.exportPath = store + ".export"
      request.evidencePath = store + ".evidence"
      request.master = master
      request.replacing = true
      _ = try administration.offboard(TenantSelector(parsing: "acme"), request)
    }
    let passed = deadly_writes_passed()
    deadly_writes_arm(-1)
    print(passed)
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let point = Int(arguments[3]) else { exit(2) }
try AdminWorker.run(store: arguments[1], operation: arguments[2], point: point)
