# `make run` and `make test` do everything on a machine with Python (3.11 or newer, with venv) and make.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
# Compiled modules are kept wherever the shell would not: without them every start compiles 1,500 files anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
TOOLS := $(VENV)/tools
UV := $(BIN)/python -m uv
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: run test lint types contracts messages bench screenshots lock vendor clean

run: $(READY)
	@exec $(BIN)/quizapp run --host $(HOST) --port $(PORT)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q quizapp
	@touch $@

$(TOOLS): $(READY) requirements-dev.lock
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

test: lint types contracts
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TOOLS)
	$(BIN)/mypy

contracts: $(TOOLS)
	$(BIN)/lint-imports

vendor: $(READY)
	npm ci --ignore-scripts
	$(BIN)/python -m quizapp.web.vendor node_modules

messages: $(READY)
	$(BIN)/pybabel -q extract --no-location --sort-output -F quizapp/translations/babel.cfg -k lazy_gettext -k _l \
	    --project quizapp -o quizapp/translations/messages.pot quizapp/web quizapp/services
	@test -z "$$(find quizapp/translations -name '*.po')" || { \
	    $(BIN)/pybabel -q update -i quizapp/translations/messages.pot -d quizapp/translations --no-fuzzy-matching --ignore-obsolete \
	    && { $(BIN)/pybabel -q compile -d quizapp/translations \
	        || echo "Written. Babel minds the Russian forms for 1, 21, 31 … that name the number; the tests check every place."; }; }

screenshots: $(TOOLS)
	$(BIN)/python -m tests.browser.screenshots

# Figures, not checks: each benchmark prints one table. `make bench ONLY=startup` runs one of them.
bench: $(TOOLS)
	@$(INSTALL) --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m benchmarks $(ONLY)

lock:
	$(COMPILE) pyproject.toml --all-extras --group build -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV)
