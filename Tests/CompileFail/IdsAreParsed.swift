// SPDX-License-Identifier: Apache-2.0
// attack: 5
// expected: no exact matches in call to instance method 'scope'

import TenantRuntime

func serve(_ runtime: EnforcementRuntime) throws {
  let id: String = "t_1"
  _ = try runtime.scope(of: id)
}
