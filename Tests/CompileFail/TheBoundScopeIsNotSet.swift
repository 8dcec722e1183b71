// SPDX-License-Identifier: Apache-2.0
// attack: 17
// expected: '$bound' is inaccessible due to 'internal' protection level

import TenantRuntime

func pretend(_ scope: TenantScope) {
  TenantScope.$bound.withValue(scope) {}
}
