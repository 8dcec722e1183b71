// SPDX-License-Identifier: Apache-2.0
// attack: 2
// expected: extra argument 'tenant' in call

import TenantModel
import TenantRuntime

func take(_ scope: TenantScope, _ other: TenantID) {
  _ = scope.quotas.admit("requests", tenant: other)
}
