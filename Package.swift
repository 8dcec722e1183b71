// swift-tools-version: 6.2
import PackageDescription

/// Every target is built alike: Swift 6 language mode, and imports that say what they expose.
var settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
// A newer compiler may warn about more; that must stop our CI, not somebody else's build.
if Context.environment["TENANTCTL_STRICT"] != nil {
  settings.append(.treatAllWarnings(as: .error))
}

// A test build without one wall between tenants, to show what the others hold; see Tests/attack.sh.
switch Context.environment["TENANTCTL_TEST_WITHOUT"] {
case "checks": settings.append(.define("WITHOUT_BOUNDARY_CHECKS"))
case "cryptography": settings.append(.define("WITHOUT_CRYPTOGRAPHY"))
default: break
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let instrumentation = Target.Dependency.product(name: "Instrumentation", package: "swift-distributed-tracing")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let metricsTestKit = Target.Dependency.product(name: "MetricsTestKit", package: "swift-metrics")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "tenantctl",
  products: [
    .executable(name: "tenantctl", targets: ["tenantctl"]),
    .library(name: "TenantRuntime", targets: ["TenantRuntime"]),
    .library(name: "TenantIdentity", targets: ["TenantIdentity"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    .target(name: "TenantModel", swiftSettings: settings),
    .target(name: "TenantStore", dependencies: ["TenantModel", "CSQLite", crypto], swiftSettings: settings),
    .target(
      name: "TenantRuntime",
      dependencies: ["TenantModel", "TenantStore", crypto, heap, instrumentation, metrics, serviceLifecycle],
      swiftSettings: settings),
    .target(
      name: "TenantIdentity", dependencies: ["TenantModel", "TenantRuntime", jwtKit], swiftSettings: settings),
    .target(name: "TenantAdmin", dependencies: ["TenantModel", "TenantStore", crypto], swiftSettings: settings),
    .target(name: "TerminalOutput", swiftSettings: settings),
    .target(
      name: "TenantctlCommands",
      dependencies: [
        "TenantModel", "TenantAdmin", "TenantIdentity", "TenantRuntime", "TerminalOutput", argumentParser, yams,
      ],
      swiftSettings: settings),

    .executableTarget(name: "tenantctl", dependencies: ["TenantctlCommands"], swiftSettings: settings),
    .executableTarget(
      name: "generate-artifacts", dependencies: ["TenantctlCommands", "TenantModel", "TerminalOutput"],
      swiftSettings: settings),
    .target(name: "CAllocations"),
    .executableTarget(
      name: "TenantBenchmarks",
      dependencies: [
        "TenantModel", "TenantRuntime", "TenantAdmin", "TenantStore", "CAllocations", crypto, instrumentation,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "embed-example", dependencies: ["TenantRuntime", "TenantModel"], path: "examples/embed",
      exclude: ["README.md"],
      swiftSettings: settings),

    // Tells of every flush of a file, so that what was not flushed can be taken away.
    .target(name: "WatchedFlushes", path: "Tests/WatchedFlushes"),
    .executableTarget(
      name: "tenant-torture",
      dependencies: [
        "TenantModel", "TenantStore", "TenantAdmin", "TenantRuntime", "TenantTestSupport", "WatchedFlushes",
      ],
      path: "Tests/Torture", swiftSettings: settings),
    .executableTarget(
      name: "tenant-attack",
      dependencies: [
        "TenantModel", "TenantStore", "TenantAdmin", "TenantRuntime", "TenantTestSupport", "tenantctl", instrumentation,
      ],
      path: "Tests/Attack", swiftSettings: settings),
    // Kills a process between any two writes.
    .target(name: "DeadlyWrites", path: "Tests/DeadlyWrites"),
    // Publishes and consumes.
    .executableTarget(
      name: "event-worker", dependencies: ["DeadlyWrites", "TenantModel", "TenantRuntime"], path: "Tests/EventWorker",
      swiftSettings: settings),
    // Ends a tenant or rotates keys.
    .executableTarget(
      name: "admin-worker", dependencies: ["DeadlyWrites", "TenantModel", "TenantAdmin"], path: "Tests/AdminWorker",
      swiftSettings: settings),
    .target(
      name: "TenantTestSupport",
      dependencies: ["TenantModel", "TenantStore", "TenantAdmin", "TenantctlCommands", "TerminalOutput"],
      swiftSettings: settings),
    .testTarget(
      name: "TenantModelTests", dependencies: ["TenantModel", "TenantTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TenantStoreTests",
      dependencies: ["TenantStore", "TenantAdmin", "TenantModel", "TenantTestSupport", crypto],
      swiftSettings: settings),
    .testTarget(
      name: "TenantRuntimeTests",
      dependencies: [
        "TenantRuntime", "TenantModel", "TenantStore", "TenantAdmin", "TenantTestSupport", instrumentation, logging,
        metrics, metricsTestKit, serviceLifecycle,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TenantIdentityTests",
      dependencies: [
        "TenantIdentity", "TenantRuntime", "TenantAdmin", "TenantModel", "TenantStore", "TenantTestSupport", crypto,
        cryptoExtras,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TenantAdminTests",
      dependencies: ["TenantAdmin", "TenantModel", "TenantStore", "TenantTestSupport", crypto],
      swiftSettings: settings),
    .testTarget(
      name: "TerminalOutputTests", dependencies: ["TerminalOutput", "TenantTestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TenantctlCommandsTests",
      dependencies: [
        "TenantctlCommands", "TenantRuntime", "TenantModel", "TerminalOutput", "TenantTestSupport", argumentParser,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "TenantTestSupport", "TenantctlCommands", "TenantAdmin", "TenantStore", "TenantModel", "tenantctl",
        "embed-example", "event-worker", "admin-worker",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ArtifactTests",
      dependencies: ["TenantctlCommands", "TenantAdmin", "TenantStore", "TenantTestSupport", "generate-artifacts"],
      exclude: ["drive-completion.py"],
      swiftSettings: settings),
  ]
)
