// SPDX-License-Identifier: Apache-2.0
// attack: 5
// expected: cannot convert value of type 'String' to expected argument type 'TenantID'

import TenantRuntime

func serve(_ runtime: EnforcementRuntime) throws {
  let id: String = "t_1"
  _ = try runtime.scope(of: id)
}
