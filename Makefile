# `make help` lists what there is. Everything runs in .venv, which is made from requirements.lock (hash-checked) and
# made again only when the lock or pyproject.toml changed, or a part of it is gone. Reports need the lock down to its
# blank line; what tests and tools need beside it is installed when one of them is asked for.
SHELL := /bin/sh
.DEFAULT_GOAL := help
unexport PYTHONPATH PYTHONHOME EVALUATION_ROOT

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
# by another name: a line with MAKE itself is executed in a dry run too
AGAIN := $(MAKE)
LOCK_FLAGS ?=
FULL ?=
BENCH_FLAGS ?=
BASE ?=
FLOOR := 95
LAB_FLAGS ?=

BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check install --no-input --no-user --quiet
PYTEST := $(PY) -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder -rs
JUDGING := tests/spec tests/properties $(wildcard tests/unit/test_study_*.py tests/unit/test_data_*.py tests/unit/test_indicators_*.py \
	tests/unit/test_scores_*.py tests/hostile/test_data_*.py tests/hostile/test_params_*.py) \
	$(patsubst %,tests/unit/test_%.py,growth contradictory judgements fiscal_years verified rubric clauses hair opened own_packs)
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
LOCKED := $(shell cat requirements.lock pyproject.toml | cksum | tr ' ' '-')
INSTALLED := $(VENV)/installed-$(LOCKED)
EQUIPPED := $(VENV)/equipped-$(LOCKED)
INSTALL := $(PIP) --require-hashes --only-binary :all: -r
LIST := ls -d lib/python3*/site-packages/* lib/python3*/site-packages/*/* | grep -v __pycache__ >
BROWSER := $(firstword $(foreach name,chromium chromium-browser google-chrome google-chrome-stable,$(shell command -v $(name) 2>/dev/null)))

.NOTPARALLEL:
.PHONY: help reports venv tools test test-more test-all coverage count update-golden bench lint fix lab examples screenshots demo docs lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo "  make test-<name>   one folder of tests/: $(filter-out __pycache__,$(notdir $(patsubst %/,%,$(wildcard tests/*/))))"
	@echo "With another Python than python3: make <target> PYTHON=python3.12"

reports: venv ## reports of every study and region, HTML and PDF, in outputs/
	$(BIN)/evaluation run --all
	@echo "Reports: outputs/<study>/<run-id>/index.html, named above. Studies and runs: $(BIN)/evaluation list"

venv: $(INSTALLED) ## the .venv from the lock with what reports need, without running anything
	@( $(PY) -c '' && while read -r path; do test -e "$(VENV)/$$path" || exit 1; done < $(INSTALLED) ) 2>/dev/null || { echo "$(VENV) is not whole any more"; rm -f $(INSTALLED) $(EQUIPPED); $(AGAIN) --no-print-directory venv; }

tools: venv $(EQUIPPED) ## into it what tests, checks, JupyterLab and clusters need, too
	@while read -r path; do test -e "$(VENV)/$$path" || exit 1; done < $(EQUIPPED) || { echo "$(VENV) is not whole any more"; rm -f $(EQUIPPED); $(AGAIN) --no-print-directory tools; }

$(INSTALLED):
	@command -v $(PYTHON) >/dev/null || { echo "make: there is no $(PYTHON) on the path; install Python 3.11 or newer, or name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: needs Python 3.11 or newer, $(PYTHON) is $$($(PYTHON) --version 2>&1); name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) cannot make virtual environments; on Debian and Ubuntu install python3-venv, or name another Python: make PYTHON=/path/to/python" >&2; exit 1; }
	@test ! -e $(VENV) || test -e $(VENV)/pyvenv.cfg || { echo "make: $(VENV) is there but is no virtual environment; remove it or choose another: make VENV=<folder>" >&2; exit 1; }
	@echo "Installing into $(VENV) what reports need (once; takes some minutes)"
	@$(PYTHON) -m venv --clear $(VENV)
	@sed '/^$$/q' requirements.lock > $(VENV)/reports.lock
	@$(INSTALL) $(VENV)/reports.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@cd $(VENV) && $(LIST) $(notdir $@)

$(EQUIPPED): $(INSTALLED)
	@echo "Installing into $(VENV) what tests and tools need (once; takes some minutes)"
	@$(INSTALL) requirements.lock
	@cd $(VENV) && $(LIST) $(notdir $@)

test: lint ## checks, and every test that is not slow
	$(PYTEST) -m "not slow"

test-more: tools ## the slow tests only: tests/faults, tests/browser and what is marked slow, but for test-mutants
ifeq ($(BROWSER),)
	@test ! -d tests/browser || echo "NOT RUN: tests/browser, because no chromium is on the path"
	$(PYTEST) -m slow --ignore=tests/mutants --ignore=tests/browser
else
	$(PYTEST) -m slow --ignore=tests/mutants
endif

test-all: test test-more ## everything but test-mutants

test-%: tools
	@test -d tests/$* || { echo "make: there is no folder tests/$*; make help lists them" >&2; exit 1; }
	$(PYTEST) tests/$*

coverage: tools ## branches of what judges that their own tests reach; fails below the floor
	$(PYTEST) -m "not slow" --cov --cov-report=term:skip-covered --cov-fail-under=$(FLOOR) $(JUDGING)

count: tools ## how large the suite is: test functions and cases
	@$(PY) tools/suite.py

update-golden: tools ## tests/golden again from what the code gives now; look at the diff
	$(PY) -m pytest tests/golden --update-golden --ignore=tests/golden/test_examples.py

bench: tools ## how fast: against the naive loop, the floor and the goals (minutes); FULL=1: up to 1,000 regions; BASE=<commit>: beside that commit
	$(PY) $(if $(BASE),benchmarks/pair.py $(BASE),benchmarks/run.py $(if $(FULL),--full)) $(BENCH_FLAGS)

lint: tools ## code style, types, stripped and thin notebooks
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .
	$(PY) -m mypy --no-error-summary
	$(BIN)/nbstripout --verify --keep-id $(NOTEBOOKS)
	$(PY) tools/thin.py $(NOTEBOOKS)

fix: tools ## repair what lint can repair by itself
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format --quiet .
	$(BIN)/nbstripout --keep-id $(NOTEBOOKS)

lab: tools ## JupyterLab on notebooks/ with this project's kernel
	@$(PY) -m ipykernel install --sys-prefix --name python3 --display-name evaluation >/dev/null
	JUPYTER_PREFER_ENV_PATH=1 $(PY) -m jupyterlab $(LAB_FLAGS) notebooks

examples: tools ## docs/examples again, from a run
	$(PY) tools/examples.py

screenshots: tools ## docs/images again, from docs/examples; needs pdftoppm (poppler) and chromium
	$(PY) tools/screenshots.py $(BROWSER)

demo: venv ## the invented tables of the synthetic studies again: the same bytes
	$(BIN)/evaluation demo

docs: tools ## docs/indicators.md and its pages, docs/clauses.md, docs/catalogue.md and docs/deliveries.md again
	$(PY) tools/indicators.py
	$(PY) tools/clauses.py
	$(PY) tools/entries.py
	$(PY) tools/deliveries.py

lock: ## requirements.lock again from pyproject.toml; newest versions: LOCK_FLAGS=--upgrade
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" \
	&& "$$folder/bin/python" -m pip --disable-pip-version-check install --quiet uv \
	&& "$$folder/bin/uv" pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	   --no-header --no-annotate $(LOCK_FLAGS) pyproject.toml -o requirements.lock \
	&& "$$folder/bin/uv" pip compile --quiet --universal --python-version 3.11 --extra scores --extra install \
	   --no-header --no-annotate -c requirements.lock pyproject.toml -o "$$folder/reports.txt" \
	&& "$$folder/bin/python" tools/lock.py "$$folder/reports.txt" requirements.lock

clean: ## remove .venv and caches; outputs/ stays
	@test ! -e $(VENV) || test -e $(VENV)/pyvenv.cfg || { echo "make: $(VENV) is no virtual environment; not removed" >&2; exit 1; }
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
	find src tests tools notebooks benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
