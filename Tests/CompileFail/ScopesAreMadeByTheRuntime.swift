// SPDX-License-Identifier: Apache-2.0
// attack: 1
// expected: 'TenantScope' cannot be constructed because it has no accessible initializers

import TenantRuntime

let scope = TenantScope()
