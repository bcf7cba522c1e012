# make run    set up and start everything on the embedded default, with demo data
# make test   set up and pass every check and test
# make bench  print the benchmark's table
# make soak   hold every promise for about an hour while everything breaks; writes the report

PYTHON ?= python3
BIN := $(CURDIR)/.venv/bin
export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(BIN)/python -m pip install --quiet --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
FRONTEND_SOURCES := $(shell find frontend/src -type f 2>/dev/null)
FRONTEND_SETTINGS := $(wildcard frontend/*.json frontend/*.ts)

.DEFAULT_GOAL := run
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: run test bench soak setup setup-dev generated lint types frontend-types frontend-test lock clean

# --- what people type ---------------------------------------------------------------------------

run: setup
	DEMO=1 $(BIN)/python manage.py serve --demo

test: setup-dev generated lint types frontend-test
	$(BIN)/python -m tests

bench: setup-dev
	$(BIN)/python -m tests.bench

soak: setup-dev
	$(BIN)/python -m tests.faults

# --- the parts of a test run --------------------------------------------------------------------

generated: setup-dev
	$(BIN)/python manage.py protocol --check
	$(BIN)/python manage.py states --check
	$(BIN)/python manage.py access --check
	$(BIN)/python manage.py env --check
	$(BIN)/python manage.py policies --check

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: setup-dev frontend-types
	$(BIN)/mypy

frontend-types: setup-dev
	cd frontend && npm run --silent types

frontend-test: setup-dev
	cd frontend && npm run --silent test

# --- setting up, each step stamped --------------------------------------------------------------

setup: .venv/.run frontend/dist/.built $(MESSAGES)
setup-dev: .venv/.dev frontend/dist/.built $(MESSAGES)

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not there: install Python 3.11 or newer, or say PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: say PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: on Debian or Ubuntu, apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements.txt requirements-node.txt | .venv/bin/python
	$(PIP) -r requirements.txt -r requirements-node.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(PIP) -r requirements-dev.txt
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json | .venv/.run
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.built: frontend/node_modules/.installed $(FRONTEND_SOURCES) $(FRONTEND_SETTINGS)
	cd frontend && npm run --silent build
	@touch $@

%.mo: %.po | .venv/.run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# --- upkeep -------------------------------------------------------------------------------------

lock:
	@test -x $(BIN)/uv || $(MAKE) .venv/.dev
	$(LOCK) --upgrade --group dev pyproject.toml --output-file requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt pyproject.toml --output-file requirements.txt
	$(LOCK) --constraint requirements-dev.txt --group node --output-file requirements-node.txt
	cd frontend && npm install --package-lock-only --no-audit --no-fund

clean:
	rm -rf .venv frontend/node_modules frontend/dist staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
