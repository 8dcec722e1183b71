// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import TenantModel

extension IsolationPattern: ExpressibleByArgument {}
extension TenantState: ExpressibleByArgument {}
