// SPDX-License-Identifier: Apache-2.0
// Has to compile, or the other files would fail for a reason of no worth.

import TenantModel
import TenantRuntime

func serve(_ runtime: EnforcementRuntime, _ id: TenantID) async throws -> String {
  let scope = try runtime.scope(of: id)
  let item = try scope.item("a")
  return try await scope.run { "\(try item.open()) \(try TenantScope.current.tenant.slug)" }
}
