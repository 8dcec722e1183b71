// SPDX-License-Identifier: Apache-2.0

import Instrumentation
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Row 30: what is sent out of the trust domain carries no context.
@Suite struct LeavingTests {
  private let fixture: RuntimeFixture
  private let arrival: ContextArrival
  private let instrument: TenantInstrument
  private let scope: TenantScope

  init() throws {
    fixture = try RuntimeFixture()
    arrival = try ContextArrival(fixture)
    instrument = TenantInstrument(fixture.runtime, for: arrival.use)
    scope = try arrival.scope(of: arrival.token())
  }

  /// What an instrumented client writes of a context into a request.
  private var written: @Sendable (InstrumentationContext?) -> Int {
    let instrument = instrument
    return { context in
      var sent: [CarriedField] = []
      instrument.inject(context ?? .topLevel, into: &sent, using: FieldCarrier())
      return sent.count
    }
  }

  @Test func attack30NothingIsWrittenIntoWhatLeaves() async throws {
    let (scope, written) = (scope, written)
    try await scope.run {
      let outside = InstrumentationContext.current
      #expect(written(outside) == 1)
      TenantScope.withoutPropagation {
        // Neither of the task's own context, nor of one that was made before.
        #expect(written(InstrumentationContext.current) == 0 && written(outside) == 0)
      }
      try await TenantScope.withoutPropagation {
        await Task.yield()
        #expect(written(outside) == 0)
        async let child = written(outside)
        let unstructured = Task { written(outside) }
        #expect(await [child, unstructured.value] == [0, 0])
        // A client that takes the context along, and writes it where no marker is seen.
        let taken = InstrumentationContext.current
        #expect(await Task.detached { written(taken) }.value == 0)
        // Nothing brings it back within: neither another binding nor an explicit call.
        scope.run { #expect(written(InstrumentationContext.current) == 0) }
        var sent: [CarriedField] = []
        #expect(refusal { try scope.inject(into: &sent, using: FieldCarrier()) } == "context.refused:ended-context")
        let token = try arrival.token()
        #expect(
          refusal { try scope.inject(token, into: &sent, using: FieldCarrier()) } == "context.refused:ended-context")
        #expect(sent.isEmpty)
        // The tenant is bound as before.
        #expect(try TenantScope.current.tenant.id == scope.tenant.id)
        _ = try scope.item(1).open()
      }
      #expect(written(InstrumentationContext.current) == 1)
    }
    #expect(fixture.runtime.status.violations[.endedContext] == 2)
  }

  @Test func withoutAScopeThereIsNothingToTakeOut() {
    TenantScope.withoutPropagation {
      #expect(InstrumentationContext.current?.tenantScope == nil && written(InstrumentationContext.current) == 0)
    }
  }
}
