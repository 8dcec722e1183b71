// SPDX-License-Identifier: Apache-2.0

/// Which flags need which others.
enum FlagGraph {
  /// How many evaluations one flag may cost with all its prerequisites; it bounds the time of a decision.
  static let maximumEvaluations = 256

  /// Puts flags in an order in which each comes after its prerequisites, and checks that there is one.
  ///
  /// - Returns: Positions in `flags`.
  /// - Throws: ``TenantError`` where a prerequisite is unknown or part of a cycle, or evaluation would cost too much.
  static func order(_ flags: [FeatureFlag], indices: [FlagKey: Int]) throws -> [Int] {
    var dependants: [[Int]] = Array(repeating: [], count: flags.count)
    var missing = Array(repeating: 0, count: flags.count)
    for (index, flag) in flags.enumerated() {
      for prerequisite in flag.prerequisites {
        guard let needed = indices[prerequisite.flag] else {
          throw TenantError(
            .flagNotFound, "flag '\(flag.key)' needs flag '\(prerequisite.flag)', which does not exist",
            hint: "create '\(prerequisite.flag)' first, or drop the prerequisite",
            details: ["flag": flag.key.rawValue, "prerequisite": prerequisite.flag.rawValue])
        }
        try flags[needed].require(prerequisite.variant, by: "a prerequisite of flag '\(flag.key)'")
        dependants[needed].append(index)
        missing[index] += 1
      }
    }
    var order = flags.indices.filter { missing[$0] == 0 }
    var evaluations = Array(repeating: 1, count: flags.count)
    var position = 0
    while position < order.count {
      let index = order[position]
      position += 1
      guard evaluations[index] <= maximumEvaluations else { throw costError(flags[index].key) }
      for dependant in dependants[index] {
        evaluations[dependant] += evaluations[index]
        missing[dependant] -= 1
        if missing[dependant] == 0 { order.append(dependant) }
      }
    }
    guard order.count == flags.count else {
      throw cycleError(cycle(in: flags, indices: indices, among: Set(flags.indices.filter { missing[$0] > 0 })))
    }
    return order
  }

  /// A cycle among flags that could not be ordered; each of them needs another of them.
  private static func cycle(in flags: [FeatureFlag], indices: [FlagKey: Int], among unordered: Set<Int>) -> [FlagKey] {
    var path: [Int] = []
    var next = unordered.min { flags[$0].key < flags[$1].key }
    while let index = next, !path.contains(index) {
      path.append(index)
      next = flags[index].prerequisites.map(\.flag).sorted().compactMap { indices[$0] }
        .first { unordered.contains($0) }
    }
    let cycle = path[(next.flatMap { path.firstIndex(of: $0) } ?? 0)...].map { flags[$0].key }
    // Every cycle has one name, wherever the search came upon it.
    let start = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
    let rotated = cycle[start...] + cycle[..<start]
    return Array(rotated + rotated.prefix(1))
  }

  static func cycleError(_ cycle: [FlagKey]) -> TenantError {
    let path = cycle.map(\.rawValue).joined(separator: " → ")
    return TenantError(
      .flagCycle, "prerequisites form a cycle: '\(path)'", hint: "drop one of these prerequisites",
      details: ["cycle": path])
  }

  private static func costError(_ key: FlagKey) -> TenantError {
    TenantError(
      .invalidValue, "the prerequisites of flag '\(key)' lead to more than \(maximumEvaluations) evaluations",
      hint: "let it depend on fewer flags", details: ["flag": key.rawValue])
  }
}
