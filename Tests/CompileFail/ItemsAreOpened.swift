// SPDX-License-Identifier: Apache-2.0
// attack: 19
// expected: 'element' is inaccessible due to 'private' protection level

import TenantRuntime

func peek(_ item: TenantItem<String>) -> String { item.element }
