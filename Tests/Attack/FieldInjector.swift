// SPDX-License-Identifier: Apache-2.0

import Instrumentation
import TenantModel

/// Writes fields, as a client of HTTP does.
struct FieldInjector: Injector {
  func inject(_ value: String, forKey key: String, into carrier: inout [CarriedField]) {
    carrier.append(CarriedField(key, value))
  }
}
