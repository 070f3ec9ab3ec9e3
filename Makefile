# One command per job. `make` lists them; `make demo` and `make test` set up everything they need by themselves.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# The interpreter to build on; empty picks the first Python of 3.11 or later that is found.
PYTHON ?=
# Extra arguments of one job, for instance `make test ARGS="-k paging"`.
ARGS ?=

# Relative on purpose: a folder name with a space in it must not break anything.
BIN := .venv/bin
SOURCES := src connectors/exact_online/nlconnect_exact
UV := UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy VIRTUAL_ENV="$(CURDIR)/.venv" $(BIN)/uv
INSTALL := $(UV) pip install --quiet -c constraints.txt
# Where the vendors' facts lie that `make generate` builds the catalogue from.
FACTS ?=

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)


# A Python without ensurepip (Debian without python3-venv) still works where that Python has pip.
define make_venv
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
	@$(INSTALL) -e '.[excel,httpx2,keyring,parquet,postgres,testing]' --group dev
	@touch $@ .venv/.demo

.PHONY: setup
setup: .venv/.dev ## Install everything a developer needs into .venv


.PHONY: demo
demo: .venv/.demo ## Mock companies, sign-in, open items into a spreadsheet
	@$(BIN)/nlconnect demo $(ARGS)


.PHONY: test
test: .venv/.dev ## All tests
	@$(BIN)/python -m pytest -n auto $(ARGS)

.PHONY: lock
lock: .venv/.dev ## Pin the newest allowed versions in constraints.txt
	@$(UV) pip compile --quiet --universal --all-extras --group dev --no-header --no-annotate --upgrade -o constraints.txt pyproject.toml
	@git diff --stat -- constraints.txt

.PHONY: clean
clean: ## Remove .venv, caches and builds
	@rm -rf .venv build dist site .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov
	@find src connectors tests tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
