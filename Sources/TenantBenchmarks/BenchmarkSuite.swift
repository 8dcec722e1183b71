// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// Runs benchmarks one after the other and prints what they measured.
struct BenchmarkSuite {
  static let names = ["import", "show", "ingest", "visibility", "decisions", "quotas", "context", "events"]

  private let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) {
    self.options = options
  }

  func run() async throws {
    let folder = try ScratchFolder()
    let bench = Bench(program: options.program, folder: folder.path, scale: options.isQuick ? 10 : 1)
    var figures: [Figure] = []
    for name in options.names {
      say("running \(name) …")
      switch name {
      case "import": figures += try ImportBenchmark(bench: bench).run()
      case "show": figures += try ShowBenchmark(bench: bench).run()
      case "ingest": figures += try IngestBenchmark(bench: bench).run()
      case "visibility": figures += try VisibilityBenchmark(bench: bench).run()
      case "context": figures += try ContextBenchmark(bench: bench).run()
      case "decisions": figures += try DecisionBenchmark(bench: bench).run()
      case "events": figures += try await EventBenchmark(bench: bench).run()
      default: figures += try QuotaBenchmark(bench: bench).run()
      }
    }
    print(options.isJSON ? FigureReport.json(figures) : FigureReport.table(figures))
    // A build without optimisation allocates where this one must not.
    if !FigureReport.isDebug, let first = figures.first(where: { $0.subject == "allocations" && $0.value != 0 }) {
      throw TenantError(.internalFault, "a decision of '\(first.benchmark)' allocates")
    }
  }

  private func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}

/// What every benchmark needs.
struct Bench {
  /// Path of the tenantctl that is measured.
  let program: String
  /// Where files may be put.
  let folder: String
  /// By how much sizes are divided.
  let scale: Int

  /// Runs tenantctl over a store; a failure is an error, because the time of a failure says nothing.
  @discardableResult
  func tenantctl(_ arguments: [String], store: String) throws -> ChildProcess.Usage {
    try ChildProcess.run(program, arguments, environment: ["TENANTCTL_STORE=\(store)", "TENANTCTL_ACTOR=benchmark"])
  }

  /// Path of the sqlite3 shell, or `nil` where there is none.
  var sqliteShell: String? {
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    return folders.map { "\($0)/sqlite3" }.first { access($0, X_OK) == 0 }
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// A folder that is removed with all its files when the last reference goes.
final class ScratchFolder {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/tenantctl-benchmark-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TenantError(.fileUnwritable, "no temporary folder: errno \(errno)") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(path)/\(name)")
    }
    closedir(folder)
    rmdir(path)
  }
}
