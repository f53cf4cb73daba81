# Two commands: `make run` and `make test`. The rest are the parts of `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# One after the other, in the order in which they are written: the quick ones say no first.
.NOTPARALLEL:

CARGO ?= cargo

TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
# The bot with points at which tests kill it; see tests/faults.
FAIL_POINTS := $(TARGET)/fail-points/dingnick

# What is told through the other transport as well, with the same snapshots.
STORIES := binding errors governing grammar keeping renaming replies waiting

.PHONY: help run test format lint dependencies tests docs hosting pages book image release-check bench soak fuzz attack

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## The playground: a pretend DingTalk with the real bot, in your browser (PORT=8080)
	@$(CARGO) run --locked -- playground $(if $(PORT),--port $(PORT))

# Tests that need a browser get a target of their own below `tests`, which starts what they need,
# and a word in this list.
test: format lint dependencies tests docs hosting ## Everything that must hold before a change is merged
	@echo "make test: everything holds (what could not run says NOT RUN above)"

format: ## The formatting is rustfmt's
	@scripts/components rustfmt
	$(CARGO) fmt --all -- --check

lint: ## Neither clippy nor the compiler has anything to say
	@scripts/components clippy
	$(CARGO) clippy --locked --all-targets -- -D warnings

dependencies: ## Licences, bans and sources of all dependencies (.deny.toml)
	@scripts/check-dependencies

tests: ## The tests, with a PostgreSQL of their own and DingTalk's official SDKs
	@scripts/components postgresql
	$(CARGO) build --locked --features fail-points
	@install -D "$(TARGET)/debug/dingnick" "$(FAIL_POINTS)"
	TEST_FAIL_POINTS_BINARY="$(FAIL_POINTS)" scripts/sdks scripts/with-postgres $(CARGO) test --locked
	TEST_STORIES_ON_POSTGRES=1 scripts/with-postgres $(CARGO) test --locked --test it -- governing
	TEST_STORIES_BY_STREAM=1 $(CARGO) test --locked --test it -- $(STORIES)
	scripts/count-instructions

docs: ## The documentation builds, and its links lead somewhere
	scripts/book
	RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" $(CARGO) doc --locked --no-deps --document-private-items

hosting: ## The files for hosting and the workflows are what their schemas and linters take
	@scripts/check-hosting

pages: ## What is made from the code: docs/errors*.md, doctor.md, facts*.md, tables, deploy/dingnick.toml
	DINGNICK_WRITE_PAGES=1 $(CARGO) test --locked --test it -q -- error_pages doctor_page facts_page docs::

# In the order in which one reads them.
BOOK := README $(addprefix docs/,members governing set-ups setup operating troubleshooting guarantees \
	security facts performance litestream conformance architecture contributing doctor errors) SECURITY CHANGELOG

book: ## All pages as a book in both languages, and those in English as one file, for assistants
	@scripts/book
	@cat $(addsuffix .md,$(BOOK)) >"$(TARGET)/dingnick.md"
	@echo "$(TARGET)/dingnick.md: $$(wc -w <"$(TARGET)/dingnick.md") words"

image: ## The image's final stage holds all that the bot needs (as root, or by sudo)
	$(CARGO) build --release --locked
	scripts/prove-image "$${CARGO_TARGET_DIR:-target}/release/dingnick"

release-check: ## What a release runs, tried here: packing twice, checksums, SBOM, notes
	$(CARGO) build --release --locked
	scripts/release-check "$(TARGET)/release/dingnick"

bench: ## How fast commands are kept, held against an endpoint that keeps nothing
	@scripts/components postgresql
	@scripts/components wrk
	scripts/bench $(if $(CHECK),--check)
	scripts/bench-rename "$(TARGET)/release/dingnick" --members 50
	scripts/bench-rename "$(TARGET)/release/dingnick" --members 5000

fuzz: ## Ten minutes of inputs that no one would think of for each of what reads what strangers send; resumable
	scripts/fuzz --seconds 600

attack: ## What honest callbacks notice while somebody attacks the listener
	$(CARGO) build --release --locked
	scripts/attack "$(TARGET)/release/dingnick"

soak: ## Hours of faults: kills, power cuts, 10,000 simulations, mitigations taken out, mutants, fuzzing
	@scripts/components postgresql
	$(CARGO) build --locked --features fail-points
	@install -D "$(TARGET)/debug/dingnick" "$(FAIL_POINTS)"
	$(CARGO) build --release --locked
	TEST_FAIL_POINTS_BINARY="$(FAIL_POINTS)" DINGNICK_BINARY="$(TARGET)/release/dingnick" \
		scripts/with-postgres $(CARGO) test --locked --test faults -- --full $(FAULTS)
	$(if $(FAULTS),,SEEDS="$${SEEDS:-0..10000}" $(CARGO) test --locked --test simulation -- --nocapture)
	$(if $(FAULTS),,scripts/mitigations)
	$(if $(FAULTS),,scripts/mutants)
	$(if $(FAULTS),,scripts/fuzz --seconds 600)
