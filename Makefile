# Every target does its own set-up: a fresh Debian machine with Swift needs nothing else.
SWIFT ?= swift

.PHONY: run test bench format check setup deb

## Install what the build and the tests need (idempotent).
setup:
	@scripts/setup

## Build the program and start it with the sample office on http://127.0.0.1:8080.
run: setup
	$(SWIFT) build -c release --static-swift-stdlib --product soat
	.build/release/soat serve --sample

## Format and layout checks, then all tests, beside a PostgreSQL server of their own.
test: setup
	scripts/check-format
	SWIFT=$(SWIFT) scripts/test-postgres

## Speeds and memory, with the named peers, on this machine.
bench: setup
	scripts/bench

## Put the sources into the house format.
format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Plugins Benchmarks

## Everything that test does, a longer bounded fuzz run of the readers, attacks and generated requests on a running
## server, and what needs a server or process to die.
check: test
	SOAT_FUZZ_ROUNDS=20000 $(SWIFT) test --filter Fuzz
	scripts/test-stop
	scripts/attack
	scripts/check-api
	scripts/test-restart
	scripts/crash-test sqlite
	scripts/crash-test postgres

## The Debian package, under .build/deb.
deb: setup
	SWIFT=$(SWIFT) scripts/make-deb
