// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TerminalOutput

/// The options that every list has.
package struct ListingOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Order by a field; repeatable.", valueName: "field[:desc]"))
  package var sort: [String] = []

  @Option(name: .long, help: "At most this many results.")
  package var limit: Int?

  @Option(
    name: .long, help: ArgumentHelp("Only results whose field has this value; repeatable.", valueName: "field=value"))
  package var filter: [String] = []

  package init() {}

  package func validate() throws {
    if let limit, limit < 0 { throw ValidationError("'\(limit)' is not a limit; use 0 or more") }
    for text in filter where !text.contains("=") {
      throw ValidationError("'\(text)' is not a filter; write it like state=active")
    }
    for text in sort {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 1 || (parts.count == 2 && (parts[1] == "desc" || parts[1] == "asc")), !parts[0].isEmpty
      else {
        throw ValidationError("'\(text)' is not a sort key; write it like name or name:desc")
      }
    }
  }

  var sortKeys: [SortKey] {
    sort.map { text in
      let parts = text.split(separator: ":")
      return SortKey(field: String(parts[0]), descending: parts.count == 2 && parts[1] == "desc")
    }
  }

  var filters: [(field: String, value: String)] {
    filter.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }
}
