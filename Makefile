VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: dataset check test lint clean help

dataset: $(VENV)/installed ## build dist/fr-en from the five articles in seeds/
	$(BIN)/bilingual build seeds --out dist/fr-en

test: $(VENV)/installed ## run every test
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: lint ## style, types and the fast tests: under a minute
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not slow"

lint: $(VENV)/installed ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

clean: ## remove what make built
	rm -rf $(VENV) dist/fr-en dist/.fr-en.*

# The stamp is made last, so an interrupted installation starts over.
$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@
