// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

/// Runs `body`, which must throw a `TenantError`, and returns it.
func usageFault(sourceLocation: SourceLocation = #_sourceLocation, of body: () throws -> Void) throws -> TenantError {
  try #require(throws: TenantError.self, sourceLocation: sourceLocation) { try body() }
}

func meter(_ name: String) throws -> MeterName { try MeterName(parsing: name) }

func time(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }
