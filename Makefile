# One command per job. `make` lists them; `make demo` and `make test` set up everything they need by themselves.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# The interpreter to build on; empty picks the first Python of 3.11 or later that is found.
PYTHON ?=
# Extra arguments of one job, for instance `make test ARGS="-k pages"`.
ARGS ?=

# Relative on purpose: a folder name with a space in it must not break anything.
BIN := .venv/bin
PACKAGES := connectors/exact_online/nlconnect_exact connectors/afas_profit/nlconnect_afas connectors/microsoft_graph/nlconnect_graph
SOURCES := src $(PACKAGES)
# Where the machine has certificates of its own, they count: an office network may put its own authority in between.
CERTIFICATES := $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem)
UV := UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_HTTP_TIMEOUT=180 \
	$(if $(CERTIFICATES),UV_SYSTEM_CERTS=1) VIRTUAL_ENV="$(CURDIR)/.venv" $(BIN)/uv
INSTALL := $(UV) pip install --quiet -c constraints.txt
# A notice about the successor of a tool is no news on every run.
export NO_MKDOCS_2_WARNING := 1
# Where the vendors' facts lie that `make generate` builds the catalogue from.
FACTS ?=

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)


# A Python without ensurepip (Debian without python3-venv) still works where that Python has pip.
define make_venv
set -e
[ -n "$(PYTHON)" ] && candidates='$(PYTHON)' || candidates='python3 python3.13 python3.12 python3.11 python3.14 python'
python=
for candidate in $$candidates; do
	if "$$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$candidate; break; fi
done
if [ -z "$$python" ]; then
	echo "nlconnect needs Python 3.11 or later with its venv module. Looked for: $$candidates" >&2
	echo "Install one (Debian, Ubuntu: apt install python3 python3-venv python3-pip), or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2
	exit 1
fi
rm -rf .venv
if "$$python" -c 'import ensurepip' >/dev/null 2>&1; then
	"$$python" -m venv .venv
	pip=($(BIN)/python -m pip)
elif "$$python" -m pip --version >/dev/null 2>&1; then
	"$$python" -m venv --without-pip .venv
	pip=("$$python" -m pip --python $(BIN)/python)
else
	echo "$$python has neither ensurepip nor pip. Debian, Ubuntu: apt install python3-venv" >&2
	exit 1
fi
"$${pip[@]}" install --quiet --disable-pip-version-check -c constraints.txt uv
endef
export make_venv

$(BIN)/uv:
	@echo "setup: a virtual environment in .venv"
	@eval "$$make_venv"

.venv/.demo: pyproject.toml constraints.txt | $(BIN)/uv
	@echo "setup: what the demo needs"
	@$(INSTALL) -e '.[demo]'
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | $(BIN)/uv
	@echo "setup: every extra and the development tools"
	@$(INSTALL) -e '.[documents,excel,httpx2,keyring,mcp,opentelemetry,parquet,postgres,testing,web]' --group dev
	@touch $@ .venv/.demo

.PHONY: setup
setup: .venv/.dev ## Install everything a developer needs into .venv


.PHONY: demo
demo: .venv/.demo ## Mock companies, sign-in, open items into a spreadsheet
	@$(BIN)/nlconnect demo $(ARGS)

# Small portions: who draws the slow tests must not hold many others, too.
.PHONY: test
test: .venv/.dev ## All tests
	@$(BIN)/python -m pytest -n auto --maxschedchunk 20 $(ARGS)

.PHONY: coverage
coverage: .venv/.dev ## All tests, and which lines they never reach
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest $(ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

# What a tool says matters only when it finds something.
quiet = said=$$($(1) 2>&1) || { printf '%s\n' "$$said" >&2; exit 1; }

# In the order of how often each one finds something. `make check-types` and the like run one of them.
CHECKS := lint format imports spelling dependencies types typing stubs generated docs
.PHONY: check $(CHECKS:%=check-%)
check: .venv/.dev ## Everything but the tests: style, layers, types, spelling, generated files, documentation
	@for step in $(CHECKS); do echo "check: $$step"; $(MAKE) check-$$step || { echo "check: $$step failed" >&2; exit 1; }; done
	@echo "check: all well"

check-lint: .venv/.dev
	@$(BIN)/ruff check --quiet
check-format: .venv/.dev
	@$(call quiet,$(BIN)/ruff format --check)
check-imports: .venv/.dev
	@$(call quiet,$(BIN)/lint-imports --no-logo --no-cache)
check-spelling: .venv/.dev
	@$(BIN)/codespell
	@$(BIN)/codespell --dictionary tools/british.txt README.md CHANGELOG.md CONTRIBUTING.md connectors/*.md connectors/*/README.md docs
check-dependencies: .venv/.dev
	@$(call quiet,$(BIN)/deptry $(SOURCES))
check-types: .venv/.dev
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/mypy --no-error-summary $(wildcard tests tools bench)
check-typing: .venv/.dev
	@$(call quiet,$(BIN)/basedpyright)
check-stubs: .venv/.dev
	@$(call quiet,$(BIN)/stubtest --concise --ignore-missing-stub --allowlist tools/stubtest-allowlist.txt --mypy-config-file pyproject.toml $(notdir $(PACKAGES)))
check-generated: .venv/.dev
	@set -e; for package in $(PACKAGES); do \
		$(BIN)/python tools/write_modules.py $$package --check; $(BIN)/python tools/write_entity_docs.py $$package --check; done
	@$(BIN)/python tools/write_commands.py --check
	@$(BIN)/python tools/write_tags.py --check
check-docs: .venv/.dev
	@$(BIN)/mkdocs build --strict --quiet

.PHONY: bench
bench: .venv/.dev ## Measure the promised figures, each beside its aim
	@$(BIN)/python -m bench $(ARGS)

.PHONY: soak
soak: .venv/.dev ## The long runs: a million rows, many processes, killed at random
	@$(BIN)/python -m bench soak $(ARGS)

.PHONY: conformance
conformance: .venv/.dev ## The protocol's own suite against `nlconnect mcp --http`; takes npm
	@$(BIN)/python -m bench.conformance $(ARGS)

.PHONY: fuzz
fuzz: .venv/.dev ## 100,000 sequences of calls that try to get around the policy, with an oracle of their own
	@$(BIN)/python -m bench.fuzz $(ARGS)

# The first that there is; another one: `make browser CHROMIUM=/path/to/chrome`.
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome chrome,$(shell command -v $(name))))
.PHONY: browser
browser: .venv/.dev ## The approvals page in a real Chromium
	@[ -n "$(CHROMIUM)" ] || { echo "no Chromium found. Debian, Ubuntu: apt install chromium" >&2; exit 1; }
	@NLCONNECT_BROWSER="$(CHROMIUM)" $(BIN)/python -m pytest -n 0 tests/browser $(ARGS)

.PHONY: docs
docs: .venv/.dev ## Build the documentation into site/
	@$(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

.PHONY: docs-serve
docs-serve: .venv/.dev ## Show the documentation while you write it
	@$(BIN)/mkdocs serve

.PHONY: generate
generate: .venv/.dev ## Write modules, stubs and the generated reference pages again; with FACTS=folder the catalogue, too
	@if [ -n "$(FACTS)" ]; then $(BIN)/python tools/build_exact_catalogue.py "$(FACTS)/exact-online-catalog.json" "$(FACTS)/gdpr-tags.json"; fi
	@if [ -n "$(FACTS)" ]; then $(BIN)/python tools/build_afas_catalogue.py "$(FACTS)/afas-connectors.json" "$(FACTS)/gdpr-tags.json"; fi
	@if [ -n "$(FACTS)" ]; then $(BIN)/python tools/build_graph_catalogue.py "$(FACTS)/microsoft-graph-catalog.json" "$(FACTS)/gdpr-tags.json"; fi
	@set -e; for package in $(PACKAGES); do \
		$(BIN)/python tools/write_modules.py $$package; $(BIN)/python tools/write_entity_docs.py $$package; done
	@$(BIN)/python tools/write_commands.py
	@$(BIN)/python tools/write_tags.py

.PHONY: lock
lock: .venv/.dev ## Pin the newest allowed versions in constraints.txt
	@$(UV) pip compile --quiet --universal --all-extras --group dev --no-header --no-annotate --upgrade -o constraints.txt pyproject.toml
	@git diff --stat -- constraints.txt

.PHONY: clean
clean: ## Remove .venv, caches and builds
	@rm -rf .venv build dist site .cache .hypothesis .coverage .coverage.* htmlcov
	@find src connectors tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
