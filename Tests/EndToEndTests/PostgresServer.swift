// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport

/// A PostgreSQL server of a test's own, which listens on a socket in a folder of its own and nowhere else.
final class PostgresServer {
  /// Where the server's programs are; `nil` where there is none that can be run.
  static let programs: String? = {
    guard getuid() != 0 || BuiltProgram.tool("runuser") != nil else { return nil }
    return (9...99).reversed().map { "/usr/lib/postgresql/\($0)/bin" }.first { access("\($0)/initdb", X_OK) == 0 }
  }()

  private let folder: String
  private let programs: String

  init() throws {
    guard let programs = Self.programs else { throw TestSupportFault("there is no PostgreSQL server") }
    self.programs = programs
    // The name of a socket may not be long.
    var template = Array("/tmp/tenantctl-postgres-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestSupportFault("no folder: errno \(errno)") }
    folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    // It refuses to serve as root.
    if getuid() == 0, let user = getpwnam("postgres") {
      chown(folder, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    try run("initdb", ["-D", "\(folder)/data", "-A", "trust", "-U", "postgres", "--no-sync"])
    try run(
      "pg_ctl",
      [
        "-D", "\(folder)/data", "-l", "\(folder)/log", "-o", "-h '' -k \(folder) -c fsync=off", "-w", "start",
      ])
  }

  deinit {
    _ = try? run("pg_ctl", ["-D", "\(folder)/data", "-m", "immediate", "-w", "stop"])
    _ = try? BuiltProgram.run("/bin/rm", ["-rf", folder])
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let words = ["\(programs)/\(program)"] + arguments
    let user = getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []
    let command = user + words
    let result = try BuiltProgram.run(command[0], Array(command.dropFirst()))
    guard result.status == 0 else { throw TestSupportFault("\(program) failed: \(result.errors)\(result.output)") }
  }

  /// Runs statements one after the other as a role, in one session, until one of them fails.
  func query(_ role: String, _ statements: String...) throws -> CommandResult {
    try BuiltProgram.run(
      "\(programs)/psql",
      ["-h", folder, "-U", role, "-d", "postgres", "-Atq", "-v", "ON_ERROR_STOP=1"] + statements.flatMap { ["-c", $0] })
  }
}
