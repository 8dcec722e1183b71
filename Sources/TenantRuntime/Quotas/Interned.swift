// SPDX-License-Identifier: Apache-2.0

/// A value that is kept once for all who need an equal one.
final class Interned<Value: Hashable & Sendable>: Sendable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// The values that are kept once, for as long as somebody needs them.
final class Interner<Value: Hashable & Sendable>: Sendable {
  private struct Entry {
    weak var object: Interned<Value>?
  }

  private struct State {
    var entries: [Value: Entry] = [:]
    /// How many entries there have to be before those that nobody needs are removed.
    var sweepAt = 64
  }

  private let state = Monitor(State())

  /// The one object of all values that are equal.
  func object(_ value: Value) -> Interned<Value> {
    state.withLock { state in
      if let object = state.entries[value]?.object { return object }
      if state.entries.count >= state.sweepAt {
        state.entries = state.entries.filter { $0.value.object != nil }
        state.sweepAt = max(64, 2 * state.entries.count)
      }
      let object = Interned(value)
      state.entries[value] = Entry(object: object)
      return object
    }
  }

  /// How many values are kept, those that nobody needs any more among them.
  var count: Int { state.withLock { $0.entries.count } }
}
