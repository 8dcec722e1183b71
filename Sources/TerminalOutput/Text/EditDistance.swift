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

  /// The closest candidate within a distance, the first of equals; capitals do not count.
  ///
  /// A short word is close to too many: one fault in three letters is the most that is taken for a slip. The text itself is
  /// no suggestion.
  package static func nearest(to text: String, in candidates: [String], maxDistance: Int) -> String? {
    let word = text.lowercased()
    let limit = min(maxDistance, max(1, word.utf8.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != text && abs(candidate.utf8.count - word.utf8.count) <= limit {
      let distance = between(word, candidate.lowercased())
      if distance <= limit, distance < max(word.utf8.count, candidate.utf8.count), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }
}
