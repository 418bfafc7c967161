// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "soat",
  products: [.executable(name: "soat", targets: ["soat"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.30.0"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(
      name: "Rules",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(
      name: "CXlsx", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "OfficeFiles", dependencies: ["CZip", "CXlsx"], swiftSettings: settings),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(
      name: "Store",
      dependencies: [
        "CLibPQ",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
      ],
      swiftSettings: settings),
    .target(
      name: "Records",
      dependencies: [
        "Rules", "Store",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .target(
      name: "Web",
      dependencies: [
        "Rules", "Store", "Records", "OfficeFiles", "CQREncode",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(
      name: "Jobs",
      dependencies: [
        "Rules", "Store", "Records", "CCurl",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "soat",
      dependencies: [
        "Rules", "OfficeFiles", "Store", "Records", "Web", "Jobs",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .executableTarget(name: "embed-text", swiftSettings: settings),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["embed-text"]),
    .executableTarget(
      name: "soat-bench", dependencies: ["Rules", "OfficeFiles"], path: "Benchmarks",
      exclude: [
        "duties.py", "office_lists.py", "peer_busday.py", "web.py", "work_plans.py", "wrk.lua",
        "wrk.py",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests",
      dependencies: ["Rules", .product(name: "Yams", package: "Yams")],
      resources: [.copy("Cases")], swiftSettings: settings),
    .testTarget(
      name: "OfficeFilesTests", dependencies: ["OfficeFiles", "CZip"], swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Records", "Store", "Rules"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .executableTarget(
      name: "crash-writer", dependencies: ["Records", "Store", "Rules"], path: "Tests/CrashWriter",
      swiftSettings: settings),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["OfficeFiles", "CZip", "Records", "Store", "Rules", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "Records", "Store", "Rules", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SoatTests",
      dependencies: ["soat", "OfficeFiles", "Rules", "Records", "Store", "Jobs", "TestSupport"],
      swiftSettings: settings),
    .testTarget(name: "LayoutTests", swiftSettings: settings),
  ]
)
