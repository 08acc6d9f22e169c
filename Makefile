# Two commands do everything: `make demo` shows the main job, `make test` checks everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test setup lint types tests docs floors benchmark lock clean

demo: setup  ## read a page of ours and ask what follows
	@$(BIN)/casus read examples/pages/01-id-pyongyang.html
	@$(BIN)/casus what-if "KOR attacks PRK" --on 2024-12-05

test: setup lint types tests  ## lint, types, documentation, accuracy floors, all tests

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

tests: setup
	$(BIN)/pytest -n auto

docs: setup  ## the site, into site/
	$(BIN)/mkdocs build --strict

floors: setup  ## accuracy on labelled text: the figures of docs/accuracy.md
	$(BIN)/python evaluation/statements.py --set open
	$(BIN)/python evaluation/statements.py --set unseen --by-type
	$(BIN)/python evaluation/score_pages.py
	$(BIN)/python evaluation/classify.py --part unseen

benchmark: setup  ## speed and memory
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/pairs.py
	$(BIN)/python benchmarks/whatif.py
	$(BIN)/python benchmarks/oracle.py
	$(BIN)/python benchmarks/panels.py
	$(BIN)/python benchmarks/balance.py

lock:  ## renew requirements-dev.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --extra dev --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) site .mypy_cache .ruff_cache .pytest_cache
