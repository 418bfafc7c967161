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
  ],
  targets: [
    .target(
      name: "Rules",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(name: "OfficeFiles", dependencies: ["CZip"], swiftSettings: settings),
    .executableTarget(
      name: "soat",
      dependencies: [
        "Rules", "OfficeFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings,
      plugins: ["EmbedText"]),
    .executableTarget(name: "embed-text", swiftSettings: settings),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["embed-text"]),
    .executableTarget(
      name: "soat-bench", dependencies: ["Rules", "OfficeFiles"], path: "Benchmarks",
      exclude: ["peer_busday.py"],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests",
      dependencies: ["Rules", .product(name: "Yams", package: "Yams")],
      resources: [.copy("Cases")], swiftSettings: settings),
    .testTarget(
      name: "OfficeFilesTests", dependencies: ["OfficeFiles", "CZip"], swiftSettings: settings),
    .testTarget(
      name: "SoatTests", dependencies: ["soat", "OfficeFiles", "Rules"], swiftSettings: settings),
    .testTarget(name: "LayoutTests", swiftSettings: settings),
  ]
)
