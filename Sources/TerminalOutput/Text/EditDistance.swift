// SPDX-License-Identifier: Apache-2.0

/// Finds what a person may have meant.
package enum EditDistance {
  /// How many insertions, deletions, replacements and swaps of neighbours turn one text into the other.
  ///
  /// Optimal string alignment, the restricted form of Damerau–Levenshtein.
  package static func between(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let isEqual = left[row - 1] == right[column - 1]
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isEqual ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          best = min(best, beforeLast[column - 2] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }

  /// The closest candidate within a distance, the first of equals; never one that shares nothing with the text.
  package static func nearest(to text: String, in candidates: [String], maxDistance: Int) -> String? {
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where abs(candidate.utf8.count - text.utf8.count) <= maxDistance {
      let distance = between(text, candidate)
      if distance <= maxDistance, distance < max(text.utf8.count, candidate.utf8.count),
        distance < best?.distance ?? .max
      {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }
}
