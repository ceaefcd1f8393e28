# One command each: make run, make test, make bench, make eval, make train-en, make lock, make clean.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP_ITSELF := pip==26.3
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CONFIG ?= tests/newsroom/khronika.toml

# Nothing that runs from here reports home; flows/privacy.py sets the same for the command line.
export DO_NOT_TRACK := 1

.PHONY: help run test lint types tests bench eval picture train-en lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	@echo "Installing the locked versions into $(VENV) (a few minutes the first time)"
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade '$(PIP_ITSELF)'
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

run: $(STAMP) ## crawl the sample newsroom, publish data/published/incidents.duckdb, show what was found
	$(BIN)/python -m tests.newsroom -- $(BIN)/khronika nightly --config $(CONFIG)

test: lint types tests ## lint, types and tests: what .ci/run calls

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

tests: $(STAMP)
	$(BIN)/pytest --numprocesses 2

bench: $(STAMP) ## speed, memory and scores as one table; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run

eval: $(STAMP) ## scores on ../shared/eval, skipped with a message where it is absent
	$(BIN)/python -m benchmarks.evaluate

picture: $(STAMP) ## draw docs/images/incidents.svg from what make run has published
	$(BIN)/python docs/images/draw.py

train-en: $(STAMP) ## train the English pipeline again from ../shared/data
	$(PIP) install --constraint constraints.txt --editable '.[dev,train]'
	$(BIN)/python -m models.train.en

lock: ## resolve pyproject.toml in an empty environment and write constraints.txt
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --quiet install --upgrade '$(PIP_ITSELF)'
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[dev,train]'
	{ echo '# Every version that was tried together. Written by `make lock`; change pyproject.toml instead.'; \
	  build/lock/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > build/constraints.txt
	mv build/constraints.txt constraints.txt
	rm -rf build/lock

clean: ## remove the environment, caches and build output; data/ (archive and decisions) stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
