# Every target does its own set-up: a fresh Debian machine with Swift needs nothing else.
SWIFT ?= swift
# For `swift test`, where a build is made once and thrown away.
TEST_FLAGS ?=

.PHONY: run test bench format check setup needs deb

## Install what the build, the server and the tests need (idempotent).
setup:
	@scripts/setup

needs:
	@scripts/setup --build

## Build the program and start it with the sample office on http://127.0.0.1:8080.
run: needs
	$(SWIFT) build -c release --static-swift-stdlib --product soat
	.build/release/soat serve --sample

## Format and layout checks, then all tests, beside a PostgreSQL server of their own, then those in a browser.
test: setup
	scripts/check-format
	SWIFT=$(SWIFT) scripts/test-postgres $(TEST_FLAGS)
	scripts/test-postgres scripts/test-browser

## Speeds and memory, with the named peers, on this machine.
bench: needs
	scripts/bench

## Put the sources into the house format.
format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Plugins Benchmarks

## Everything that test does, a longer bounded fuzz run of the readers, attacks and generated requests on a running
## server, and what needs a server or process to die.
check: test
	SOAT_FUZZ_ROUNDS=20000 $(SWIFT) test --filter Fuzz
	scripts/test-browser real_lists
	scripts/test-stop
	scripts/attack
	scripts/check-api
	scripts/test-restart
	scripts/crash-test sqlite
	scripts/crash-test postgres
	scripts/mail-test sqlite
	scripts/mail-test postgres
	scripts/crash-evidence

## The Debian package, under .build/deb.
deb: needs
	SWIFT=$(SWIFT) scripts/make-deb
