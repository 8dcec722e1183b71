// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// Another process of this program, which answers with numbers, one a line.
final class AnsweringProcess {
  private let process: ChildProcess
  private let answers: UnsafeMutablePointer<FILE>

  init(_ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, let answers = fdopen(ends[0], "r") else {
      throw TenantError(.internalFault, "no pipe: errno \(errno)")
    }
    self.answers = answers
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    defer { close(ends[1]) }
    process = try ChildProcess(BenchmarkOptions.ownPath(), arguments, output: ends[1])
  }

  deinit {
    fclose(answers)
    process.terminate()
  }

  /// Waits for the next number.
  func next() throws -> Int64 {
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), answers) != nil,
      let number = Int64(String(decoding: line.prefix { $0 > 32 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    else { throw TenantError(.internalFault, "the other process has ended") }
    return number
  }

  /// Answers, in the other process.
  static func answer(_ number: Int64) {
    print(number)
    fflush(nil)
  }
}
