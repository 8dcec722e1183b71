// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// Several limits that a request must find room in at once: it is counted by all of them or by none.
public struct QuotaGroup: Sendable {
  /// The limits, in the order in which they are asked.
  public let handles: [QuotaHandle]

  /// Creates a group.
  ///
  /// - Parameter handles: The limits, all of one tenant.
  public init(_ handles: [QuotaHandle]) {
    self.handles = handles
  }

  /// Decides on a request, and counts what it costs in every limit where all have room.
  ///
  /// A limit that refuses lets those that were asked before it take back what they counted; meanwhile others may be refused
  /// that would have been served, never the other way. Of several quotas that count the same meter, the one with the shortest
  /// period writes the use down, once.
  ///
  /// - Parameter cost: Units, 0 or more; a negative number counts as 0.
  /// - Returns: The answer that decides: a refusal; or else the longest wait, or the least remaining.
  public func admit(cost: Int64 = 1) -> QuotaDecision {
    let cost = max(cost, 0)
    return withUnsafeTemporaryAllocation(of: Counted.self, capacity: handles.count) { counted in
      let (decision, isServed) = take(cost, counted)
      guard isServed else { return decision }
      for index in handles.indices {
        confirm(cost, index, counted[index])
        conclude(cost, index, counted[index].verdict)
      }
      return decision
    }
  }

  /// What one limit counted of a request that others have still to decide on.
  struct Counted {
    let isCounted: Bool
    let isLeased: Bool
    let receipt: Int64
    let debt: QuotaControl.Debt
    let mode: QuotaControl.Mode
    let verdict: ShadowWatch.Verdict?
  }

  /// Counts a request in every limit where all have room; the store is not told of it before that is confirmed.
  ///
  /// - Parameters:
  ///   - cost: Units, 0 or more.
  ///   - counted: Receives what each limit counted, where the request is served.
  ///   - isJudged: Whether what is only watched has judged the request already.
  /// - Returns: The answer, and whether the request is served; what is only watched has yet to be told of that.
  func take(
    _ cost: Int64, _ counted: UnsafeMutableBufferPointer<Counted>, isJudged: Bool = false
  ) -> (decision: QuotaDecision, isServed: Bool) {
    var answer: QuotaDecision?
    for index in handles.indices {
      let mode = isJudged ? mode(index).union(.judged) : mode(index)
      let taken = handles[index].control.take(cost, mode)
      guard taken.isServed else {
        for earlier in 0..<index where counted[earlier].isCounted { giveBack(cost, earlier, counted[earlier]) }
        if !isJudged { for asked in 0...index { conclude(cost, asked, nil) } }
        return (taken.decision, false)
      }
      counted.initializeElement(
        at: index,
        to: Counted(
          isCounted: taken.isCounted, isLeased: taken.isLeased, receipt: taken.receipt, debt: taken.debt, mode: mode,
          verdict: taken.verdict))
      answer = answer.map { $0.isTighter(than: taken.decision) ? $0 : taken.decision } ?? taken.decision
    }
    return (answer ?? QuotaDecision(outcome: .allowed, reason: .noQuota), true)
  }

  /// Lets what is only watched know what became of a request; only one that all have room for is judged.
  ///
  /// - Returns: Whether a rehearsal had room for it, where there is one.
  @discardableResult
  func conclude(_ cost: Int64, _ index: Int, _ verdict: ShadowWatch.Verdict?) -> Bool {
    let control = handles[index].control
    return control.isWatched ? control.conclude(cost, verdict) : true
  }

  /// Lets the store be told of what one limit counted, now that all have room.
  func confirm(_ cost: Int64, _ index: Int, _ counted: Counted) {
    let control = handles[index].control
    if counted.isLeased { control.leases.confirm(cost, receipt: counted.receipt) }
    control.pay(counted.debt, cost, of: cost, counted.mode)
  }

  private func giveBack(_ cost: Int64, _ index: Int, _ counted: Counted) {
    let control = handles[index].control
    if counted.isLeased {
      control.leases.giveBack(cost, receipt: counted.receipt, counted.mode)
    } else if case .none = counted.debt {
      control.takeBack(cost, receipt: counted.receipt)
    } else {
      control.pay(counted.debt, 0, of: cost)
    }
  }

  /// How one of several limits counts: nothing is told to the store before all have room.
  private func mode(_ index: Int) -> QuotaControl.Mode {
    if handles.count == 1 { return [.provisional] }
    return isMeteredElsewhere(index) ? [.provisional, .unmetered] : [.provisional]
  }

  /// Tells what ``admit(cost:)`` would answer now, without counting anything; of quotas per period the store is asked.
  ///
  /// - Parameter cost: Units, 0 or more; a negative number counts as 0.
  /// - Returns: What would become of the request, and why.
  public func peek(cost: Int64 = 1) -> QuotaDecision {
    var answer: QuotaDecision?
    for handle in handles {
      let decision = handle.peek(cost: cost)
      guard decision.isAllowed else { return decision }
      answer = answer.map { $0.isTighter(than: decision) ? $0 : decision } ?? decision
    }
    return answer ?? QuotaDecision(outcome: .allowed, reason: .noQuota)
  }

  /// Whether another limit of the group writes down what this one counts.
  private func isMeteredElsewhere(_ index: Int) -> Bool {
    guard handles.count > 1, let leases = handles[index].control.openLeases else { return false }
    return handles.indices.contains { other in
      guard other != index, let others = handles[other].control.openLeases, others.meter == leases.meter else {
        return false
      }
      return others.periodLength == leases.periodLength ? other < index : others.periodLength < leases.periodLength
    }
  }
}

extension QuotaDecision {
  /// Whether it says more about what the tenant may do next than another answer to the same request.
  func isTighter(than other: QuotaDecision) -> Bool {
    if rank != other.rank { return rank > other.rank }
    return (remaining ?? .max) <= (other.remaining ?? .max)
  }

  private var rank: Int64 {
    switch outcome {
    case .allowed: 0
    case .delayed(let nanoseconds): 2 + nanoseconds
    case .degraded: 1
    case .rejected: .max
    }
  }
}
