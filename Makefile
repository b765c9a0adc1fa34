# `make run` serves the form, `make test` checks everything. Each sets up what it needs; `make` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
CHROMIUM := /usr/bin/chromium-headless-shell

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench soak rulebook texts lock pages pictures sheet browser

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: .venv/.run ## serve the form on http://127.0.0.1:8501
	@exec $(BIN)/streamlit run app.py

test: check browser ## format, lint, types, rulebook and all tests
# The browser tests hold an event loop open for as long as they run, so they have processes of their own.
	$(BIN)/pytest -n 2 --dist loadfile --ignore=tests/browser
# A page that was slower than a test could foresee gets a second try, which is named at the end: look into each.
	$(BIN)/pytest -n 2 --dist loadfile --reruns 1 -rR tests/browser

check: .venv/.test ## what can be said without running the program; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m rules check
	$(BIN)/python -m rules book --check docs/rulebook.md

fix: .venv/.test ## repair format and what lint can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.bench browser ## measure, beside peers, in one run
	$(BIN)/python -m benchmarks

soak: .venv/.test browser ## the long tests
	$(BIN)/pytest -m soak

rulebook: .venv/.run ## write docs/rulebook.md, and the version of each rule, from the rules
	$(BIN)/python -m rules book --write docs/rulebook.md

texts: .venv/.run ## bring the catalogues of translations to the texts as they stand, and say how far each is
	$(BIN)/python -m reports texts --update

pages: .venv/.test ## pictures of every page of the reports, to look at, in build/pages
	$(BIN)/python -m tests.reports.pictures build/pages

pictures: .venv/.test browser ## make docs/pictures/ again from the real program
	$(BIN)/python -m tests.browser.pictures

sheet: .venv/.test browser ## every page of the form at four sizes, light and dark, in build/sheet (IN=ar: in Arabic)
	$(BIN)/python -m tests.browser.sheet build/sheet --in $(or $(IN),en)

# Pinned, hashed, for every system; --no-emit-... keeps the address of anybody's package mirror out of it.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: .venv/.made ## pin requirements.in, with hashes, into requirements.txt (tests and benchmarks likewise)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' tests/requirements.in)"
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) tests/requirements.in -c requirements.txt -o tests/requirements.txt
	$(LOCK) benchmarks/requirements.in -c tests/requirements.txt -o benchmarks/requirements.txt

# A stamp is younger than the list that was installed, so a second start takes no time.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try make PYTHON=python3.12")'
	@echo "Setting up in .venv (the first time takes a minute or two)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements.txt | .venv/.made
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.test: tests/requirements.txt | .venv/.made
	@$(PIP) -r tests/requirements.txt
	@touch $@ .venv/.run

.venv/.bench: benchmarks/requirements.txt | .venv/.test
	@if $(PIP) -r benchmarks/requirements.txt; then touch $@; else echo "Not every peer could be installed; those are left out"; fi

# Chromium without its window for everything, WebKit (with a screen that nobody sees) for what an iPhone's browser does.
browser:
	@wanted=; [ -x $(CHROMIUM) ] || wanted=chromium-headless-shell; \
	command -v WebKitWebDriver > /dev/null || wanted="$$wanted webkit2gtk-driver"; \
	command -v Xvfb > /dev/null || wanted="$$wanted xvfb"; \
	if [ -z "$$wanted" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$wanted; \
	elif [ -x $(CHROMIUM) ]; then \
		echo "Left out: the tests in WebKit. On Debian or Ubuntu: sudo apt-get install$$wanted" >&2; \
	else \
		echo "The browser tests need Chromium at $(CHROMIUM). On Debian or Ubuntu: sudo apt-get install $$wanted" >&2; exit 1; \
	fi
