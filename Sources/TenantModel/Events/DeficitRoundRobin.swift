// SPDX-License-Identifier: Apache-2.0

/// Whose turn it is, so that everybody who waits gets a share by weight, whatever the others ask for.
///
/// Deficit round robin (Shreedhar and Varghese, 1995): each key in turn may spend as much as its weight, and keeps what it
/// could not spend because its next piece costs more. Whoever has nothing waiting keeps nothing. Between two turns of a key
/// every other one is served at most its weight and one piece more, which is the bound on how long anybody can be delayed.
public struct DeficitRoundRobin<Key: Hashable & Sendable>: Sendable {
  /// What a key may spend in one turn at most, however great its weight.
  public static var greatestTurn: Int64 { 100 }

  private struct Account: Sendable {
    var weight: Int64
    var deficit: Int64 = 0
  }

  private var accounts: [Key: Account] = [:]
  /// The keys that wait, from `head` on, in the order of their turns.
  private var order: [Key] = []
  private var head = 0
  /// Whether the first key's turn has begun.
  private var isOpen = false

  /// Creates a round without keys.
  public init() {}

  /// How many keys wait.
  public var count: Int { accounts.count }

  /// Lets a key wait for its turn; one that waits already keeps its place.
  ///
  /// - Parameters:
  ///   - key: Who waits.
  ///   - weight: Its share, 1 or more; more than ``greatestTurn`` counts as that.
  public mutating func insert(_ key: Key, weight: Int64) {
    let weight = min(max(weight, 1), Self.greatestTurn)
    guard accounts[key] == nil else {
      accounts[key]?.weight = weight
      return
    }
    accounts[key] = Account(weight: weight)
    order.append(key)
  }

  /// Chooses who is served next.
  ///
  /// - Parameter cost: What the next piece of a key costs, 1 or more; `nil` where nothing of it waits any more, and then it
  ///   is forgotten.
  /// - Returns: The key whose next piece is to be served; `nil` where nothing waits.
  public mutating func next(cost: (Key) -> Int64?) -> Key? {
    while head < order.count {
      let key = order[head]
      guard var account = accounts[key], let cost = cost(key) else {
        accounts[key] = nil
        advance()
        continue
      }
      if !isOpen {
        isOpen = true
        account.deficit += account.weight
      }
      if cost <= account.deficit {
        account.deficit -= cost
        accounts[key] = account
        return key
      }
      accounts[key] = account
      advance()
      order.append(key)
    }
    return nil
  }

  private mutating func advance() {
    isOpen = false
    head += 1
    // Moved together now and then, so that the list stays as long as the keys in it.
    if head > 32, head > order.count / 2 {
      order.removeFirst(head)
      head = 0
    }
  }
}
