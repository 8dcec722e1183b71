// SPDX-License-Identifier: Apache-2.0
// attack: 1
// expected: 'TenantScope' initializer is inaccessible due to 'internal' protection level

import TenantRuntime

let scope = TenantScope()
