// SPDX-License-Identifier: Apache-2.0
// attack: 17
// expected: property access can throw, but it is not marked with 'try'

import TenantModel
import TenantRuntime

func slug() -> Slug { TenantScope.current.tenant.slug }
