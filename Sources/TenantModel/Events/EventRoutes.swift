// SPDX-License-Identifier: Apache-2.0

/// Which patterns of one tenant's stream mean a subject, found without asking each of them.
///
/// A value of this type belongs to one tenant: it holds nothing but that tenant's patterns, and matching has no other input.
public struct EventRoutes<Route: Hashable & Sendable>: Sendable {
  private struct Node: Sendable {
    /// By the next token; `*` is no token of a subject, so it can stand beside them.
    var next: [Substring: Node] = [:]
    /// Patterns that end here.
    var here: Set<Route> = []
    /// Patterns that go on with `>`.
    var rest: Set<Route> = []

    var isEmpty: Bool { next.isEmpty && here.isEmpty && rest.isEmpty }
  }

  private var root = Node()

  /// Creates routes without patterns.
  public init() {}

  /// Whether there is no pattern.
  public var isEmpty: Bool { root.isEmpty }

  /// Adds a route; the same route can be behind many patterns.
  ///
  /// - Parameters:
  ///   - route: What is found.
  ///   - pattern: By which subjects.
  public mutating func insert(_ route: Route, for pattern: EventSubjectPattern) {
    Self.change(&root, ArraySlice(pattern.tokens)) { $0.insert(route) }
  }

  /// Removes a route from a pattern; other patterns keep theirs.
  ///
  /// - Parameters:
  ///   - route: What was found.
  ///   - pattern: By which subjects.
  public mutating func remove(_ route: Route, for pattern: EventSubjectPattern) {
    Self.change(&root, ArraySlice(pattern.tokens)) { $0.remove(route) }
  }

  /// Finds the routes of a subject.
  ///
  /// - Parameter subject: The subject.
  /// - Returns: Every route one of whose patterns means it, once.
  public func matches(_ subject: EventSubject) -> Set<Route> {
    var found: Set<Route> = []
    var nodes = [root]
    for token in subject.tokens {
      var following: [Node] = []
      for node in nodes {
        found.formUnion(node.rest)
        if let next = node.next[token] { following.append(next) }
        if let next = node.next["*"] { following.append(next) }
      }
      nodes = following
    }
    for node in nodes { found.formUnion(node.here) }
    return found
  }

  private static func change(_ node: inout Node, _ tokens: ArraySlice<Substring>, _ body: (inout Set<Route>) -> Void) {
    guard let first = tokens.first else { return body(&node.here) }
    if first == ">" { return body(&node.rest) }
    change(&node.next[first, default: Node()], tokens.dropFirst(), body)
    // What was removed must not stay as an empty branch for ever.
    if node.next[first]?.isEmpty == true { node.next[first] = nil }
  }
}
