PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
SAMPLES := .samples
PIP := $(BIN)/pip --quiet --disable-pip-version-check

.PHONY: help install demo test lint types check bench evaluate train constraints clean

help:
	@echo "make demo        install, build a small newsroom web, crawl it, serve the search page"
	@echo "make test        install, run the tests"
	@echo "make check       tests, ruff, mypy"
	@echo "make bench       the benchmarks behind docs/performance.md (needs ../shared)"
	@echo "make evaluate    the figures behind docs/quality.md (needs ../shared)"
	@echo "make train       the weights that institutions are weighed with, again (needs ../shared)"
	@echo "make constraints pin the newest fitting versions again"

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Dateline needs Python 3.11 or newer; say make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into $(VENV) (a minute or two) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement constraints.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

install: $(VENV)/.installed

demo: install
	@$(BIN)/dateline demo $(DEMO)

test: install
	@$(BIN)/pytest $(TESTS)

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: install
	@$(BIN)/mypy

check: test lint types

# Needs the corpora and the replayed newsrooms; a quiet machine gives quieter figures.
bench: install
	$(BIN)/python -m dateline.index.bench --shared $(SHARED) --documents 10000 --write docs/performance-index.md
	$(BIN)/python -m dateline.index.bench --shared $(SHARED) --documents 100000 --write docs/performance-index.md
	$(BIN)/python -m dateline.index.bench.relevance --shared $(SHARED) --choose --write docs/performance-index.md
	$(BIN)/python -m dateline.nlp.bench $(SHARED)/corpora/wires-2024/releases.jsonl.xz --limit 1000
	$(BIN)/python -m dateline.nlp.tracing.bench --shared $(SHARED)
	$(BIN)/python tests/crawler/replay.py $(SHARED) 2000

evaluate: install
	$(BIN)/dateline evaluate tests/nlp/gold
	$(BIN)/dateline evaluate $(SHARED)/corpora/releases
	$(BIN)/python -m dateline.nlp.evaluation.samples tests/nlp/samples/held.jsonl $(SHARED)/corpora $(SAMPLES)/held
	$(BIN)/dateline evaluate $(SAMPLES)/held
	$(BIN)/python -m dateline.crawler.extract.evaluate $(SHARED)
	$(BIN)/python -m dateline.nlp.tracing.evaluate --shared $(SHARED)

train: install
	$(BIN)/python -m dateline.nlp.evaluation.samples tests/nlp/samples/training.jsonl $(SHARED)/corpora $(SAMPLES)/training
	$(BIN)/python -m dateline.nlp.institutions.train $(SAMPLES)/training tests/nlp/gold $(SHARED)/corpora/releases \
	  --write nlp/dateline/nlp/institutions/weights.toml

constraints:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --upgrade --output-file constraints.txt

clean:
	rm -rf $(SAMPLES) $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis demo-data
