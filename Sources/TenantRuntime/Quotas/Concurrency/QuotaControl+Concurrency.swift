// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension QuotaControl {
  /// What is held, or that no limit applies.
  struct Right {
    /// Of the process's signs of life; 0 where no limit applies.
    var generation: Int64 = 0
    /// Fencing token; 0 where no limit applies.
    var token: UInt64 = 0
    /// What a rehearsal of another tier holds for the same work.
    var rehearsed: ConcurrencyShare?
  }

  /// Takes so many of what may be held at once; ``judge(holding:_:_:)`` follows where they are kept.
  ///
  /// - Parameters:
  ///   - units: How many, 1 or more.
  ///   - meanwhile: What others do between the count and the claim; for tests.
  /// - Returns: The answer, and the right where they were taken or no limit applies.
  func hold(_ units: Int64, meanwhile: () -> Void = {}) -> (decision: QuotaDecision, right: Right?) {
    let (decision, right) = decide(holding: units, meanwhile)
    count(decision)
    return (decision, right)
  }

  private func decide(holding units: Int64, _ meanwhile: () -> Void) -> (decision: QuotaDecision, right: Right?) {
    withLock { guarded in
      let terms = guarded.terms
      switch terms.rule {
      case .concurrency: return hold(units, &guarded, meanwhile)
      case .undefined: return (terms.decision(.allowed, .noQuota), Right())
      case .unlimited: return (terms.decision(.allowed, .unlimited), Right())
      case .suspended: return (terms.decision(.rejected, .suspended), nil)
      case .rate, .rolling, .period:
        return Self.unheld(terms.refusal(.neverSatisfiable, remaining: nil, retryAfter: nil, resetsIn: nil))
      }
    }
  }

  /// Where nothing could be held, and what is only watched or degraded lets the request pass.
  private static func unheld(_ decision: QuotaDecision) -> (decision: QuotaDecision, right: Right?) {
    (decision, decision.isAllowed ? Right() : nil)
  }

  private func hold(
    _ units: Int64, _ guarded: inout Guarded, _ meanwhile: () -> Void
  ) -> (decision: QuotaDecision, right: Right?) {
    let terms = guarded.terms
    let limit = terms.limit ?? .max
    guard units <= limit else {
      return Self.unheld(terms.refusal(.neverSatisfiable, remaining: nil, retryAfter: nil, resetsIn: nil))
    }
    while true {
      renewCells(&guarded)
      guard var cells = guarded.cells, isSettled(guarded) else { return Self.unheld(terms.unavailable) }
      do {
        let taken = try cells.take(units, limit: limit, now: MonotonicClock.nanoseconds())
        guarded.cells = cells
        // The cell was given to another limit just now.
        guard let (held, isTaken) = taken else { continue }
        guard isTaken else {
          return Self.unheld(
            terms.refusal(
              .exceeded, remaining: max(0, limit - held), retryAfter: ConcurrencySlot.pause, resetsIn: nil))
        }
        meanwhile()
        // The token comes after the count, so that it is greater than those of all who were first, and before the last look
        // at the signs of life, so that it is smaller than those of all who take over. Where the process was stopped between
        // them, others may hold by now what was counted here: that is void.
        let right = Right(generation: guarded.heldGeneration, token: engine.limits.nextToken())
        // Likewise where the file was replaced: whoever left it before is not counted there any more.
        guard engine.limits.isHeld(since: right.generation), guarded.file?.isInUse == true else {
          engine.limits.refresh()
          continue
        }
        guarded.held += units
        return (terms.decision(.allowed, .withinLimit, remaining: limit - held), right)
      } catch {
        engine.limits.failed(error)
        return Self.unheld(terms.unavailable)
      }
    }
  }

  /// Whether there is room for so many more; nothing is taken.
  func peek(_ units: Int64, _ guarded: inout Guarded) -> QuotaDecision {
    let terms = guarded.terms
    let limit = terms.limit ?? .max
    renewCells(&guarded)
    guard var cells = guarded.cells, isSettled(guarded), let held = try? cells.total(now: MonotonicClock.nanoseconds())
    else {
      return terms.unavailable
    }
    guarded.cells = cells
    let remaining = max(0, limit - held)
    if units <= remaining { return terms.decision(.allowed, .withinLimit, remaining: remaining) }
    let reason: QuotaDecision.Reason = units > limit ? .neverSatisfiable : .exceeded
    return terms.refusal(
      reason, remaining: remaining, retryAfter: units > limit ? nil : ConcurrencySlot.pause, resetsIn: nil)
  }

  /// Gives back what was taken in a generation, unless it is void since.
  func release(_ units: Int64, generation: Int64) {
    withLock { guarded in
      guard generation != 0, generation == guarded.heldGeneration, units <= guarded.held else { return }
      guarded.held -= units
      if let cells = guarded.cells, cells.isCurrent { cells.giveBack(units) }
    }
  }

  /// Finds the cells again where they were given to another limit, or where what was held is void after a pause.
  private func renewCells(_ guarded: inout Guarded) {
    forgetVoid(&guarded)
    // A file that was replaced gives tokens that are smaller than those of the next one.
    if guarded.cells?.isCurrent != true || guarded.file?.isRetired == true || guarded.file !== engine.limits.file {
      guarded.cells = nil
      rebind(&guarded)
    }
  }

  /// Counts no more what was held before a pause.
  func forgetVoid(_ guarded: inout Guarded) {
    let generation = engine.limits.generation
    guard guarded.heldGeneration != generation else { return }
    guarded.held = 0
    guarded.heldGeneration = generation
    guarded.cells = nil
  }

  /// Whether all that is held is counted in the file.
  private func isSettled(_ guarded: Guarded) -> Bool {
    guarded.file?.isSettled(at: MonotonicClock.nanoseconds()) ?? false
  }
}
