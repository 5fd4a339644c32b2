VENV ?= .venv
PYTHON ?= python3
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet $(if $(wildcard $(VENV)/installing),--force-reinstall)

.PHONY: dataset check test lint docs clean help

dataset: $(VENV)/model ## build dist/fr-en from the five articles in seeds/
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

docs: $(VENV)/installed ## write the pages in docs/ that follow from the code
	$(BIN)/python scripts/make_docs.py

clean: ## remove what make built
	rm -rf $(VENV) dist/fr-en dist/.fr-en.*

# `installing` becomes the stamp at the end; where it is found at the start, an installation was interrupted and starts over.
$(VENV)/installed-main: pyproject.toml requirements.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	touch $(VENV)/installing
	$(PIP) --no-deps --requirement requirements.txt --editable .
	mv $(VENV)/installing $@

# Asked once: the stamp is made whether the full model could be had or not. `bilingual model install` asks again.
$(VENV)/model: | $(VENV)/installed-main
	$(BIN)/bilingual model install --optional --timeout 5
	touch $@

# An index that cannot be reached is passed over: torch then comes from where pip looks anyway, perhaps with CUDA.
$(VENV)/installed: $(VENV)/installed-main
	touch $(VENV)/installing
	$(PIP) --no-deps --constraint constraints.txt --retries 1 $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch
	$(PIP) --constraint constraints.txt --editable '.[dev]'
	mv $(VENV)/installing $@
