# Needs python3 (3.11 or newer), make and the package index that pip is configured for; nothing else.
PYTHON  ?= python3
REPORTS ?= samples
BIN     := .venv/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
# A lock in two halves at once: what takes the time is to read the index's pages, and pip reads them one after the other.
INSTALL = awk '/^[^ \#]/ { n++ } { print > (".venv/half-" n % 2) }' $(1) && printf '0\n1\n' | xargs -P 2 -I @ \
          $(PIP) install $(2) --no-deps --require-hashes -r .venv/half-@
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
           --no-header --no-annotate --no-emit-index-url --no-emit-find-links --system-certs --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run reports test test-all check docs pictures bench lock clean

help:  ## print this list
	@sed -n 's/^\([a-z]*\):[^#]*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: .venv/ready  ## make .venv from the hash-pinned lock; does nothing while lock and pyproject.toml stay the same

.venv/ready: .venv/runnable requirements-dev.lock
	@$(call INSTALL,requirements-dev.lock)
	@touch $@

# What is needed to run, without what is needed to develop: no browser driver, no test tools. Python compiles what it loads.
.venv/runnable: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or newer is needed; name one: make PYTHON=…")'
	$(PYTHON) -m venv .venv
	@$(call INSTALL,requirements.lock,--no-compile)
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/runnable  ## start the platform, with the demonstration county where its database is new; Ctrl-C ends it
	@exec $(BIN)/gongkai serve --demo

# Exit status 1 means that findings were shown, which is what this is for; 2 means that something could not be read.
reports: .venv/runnable  ## read and check the sample reports, or others: make reports REPORTS=path
	@$(BIN)/gongkai check $(REPORTS) || [ $$? -eq 1 ]

TESTS = $(BIN)/python -m pytest -n auto --dist loadfile
test: setup  ## run the test suite without what takes long; some of it only: make test ARGS="-k prose"
	@$(TESTS) -m "not long" $(ARGS)
	@$(BIN)/python -m tests.postgresql $(TESTS) -m "database and not once and not long" $(ARGS)

test-all: setup  ## run the whole test suite: as make test, and what is marked long
	@$(TESTS) $(ARGS)
	@$(BIN)/python -m tests.postgresql $(TESTS) -m database $(ARGS)

check: setup  ## formatting, lint, types, import contracts, missing migrations, generated documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	GONGKAI_HOME=$$(mktemp -d) DJANGO_SETTINGS_MODULE=gongkai.config.settings $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python tools/docs.py --check

docs: setup  ## write the generated documents anew
	$(BIN)/python tools/docs.py

pictures: setup  ## take the READMEs' pictures anew, with Chromium
	$(BIN)/python tools/pictures.py

bench: setup  ## measure speed and memory against their floors
	$(BIN)/python -m bench $(ARGS)
	$(BIN)/python -m bench.platform
	$(BIN)/python -m bench.importing
	$(BIN)/python -m bench.casework
	$(BIN)/python -m bench.annual

# Keeps the versions that are locked and adds what is new; all to their newest: make lock ARGS=--upgrade
lock: setup  ## write both locks anew from pyproject.toml
	$(PIP) install uv
	$(COMPILE) $(ARGS) --extra platform --group dev -o requirements-dev.lock
	$(COMPILE) --extra platform --group build -c requirements-dev.lock -o requirements.lock

clean:  ## remove everything that can be made again
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
