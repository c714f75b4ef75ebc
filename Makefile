# Every target does the set-up it needs first; when nothing has changed since
# the last time, that takes about a second. What set-up does is in setup/prepare.py.

.DEFAULT_GOAL := help
.PHONY: help serve build test fuzz check bench lint types format lock clean
MAKEFLAGS += --no-print-directory
# Keeps what is said by targets made beside one another apart, where make knows how to.
APART := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

BIN := .venv/bin

# Playwright drives the system's Chromium and must not look for its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
# Where Jupyter keeps its files; without this it warns in every notebook test.
export JUPYTER_PLATFORM_DIRS := 1

# As many tests at a time as there are processors, up to four: more do not end sooner. A process
# that crashes ends the run.
BESIDE := --numprocesses=logical --maxprocesses=4 --max-worker-restart=0

# $(call prepare,parts): set those parts up, with the first Python that works.
prepare = @python=$$(sh setup/find-python.sh) && exec "$$python" setup/prepare.py $(1)

help: ## Show this list
	@echo "The Income Handbook: make <target>"; echo; \
	while IFS= read -r line; do \
	    case $$line in [a-z]*:*"## "*) printf '  %-8s %s\n' "$${line%%:*}" "$${line##*## }";; esac; \
	done < Makefile

serve: ## Set everything up and serve the handbook at http://127.0.0.1:8000
	$(call prepare,python node)
	@exec $(BIN)/handbook serve

build: ## Build the site into site/, ready to publish
	$(call prepare,python node)
	@exec $(BIN)/handbook build --thorough

test: ## Set everything up and run every check and test
	$(call prepare,python node chromium)
	@$(MAKE) --jobs=3 $(APART) prepare= lint types check
	$(BIN)/python -m pytest $(BESIDE) --verbose $(PYTEST_ARGS)

fuzz: ## Try the property tests with cases never tried before
	$(call prepare,python)
	$(BIN)/python -m pytest --hypothesis-profile=new-cases tests/calculators $(PYTEST_ARGS)

check: ## Check policies, figures and scenarios against the rules, in seconds
	$(call prepare,python)
	@exec $(BIN)/handbook check

bench: ## Measure speed and size, beside a plain Pyodide load
	$(call prepare,python node chromium)
	@exec $(BIN)/handbook bench

lint: ## Check style
	$(call prepare,python)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: ## Check types
	$(call prepare,python)
	$(BIN)/mypy

format: ## Put the code in the house style
	$(call prepare,python)
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

lock: ## Write the lock files again after a dependency changed (UPGRADE=1 takes the newest)
	@sh setup/lock.sh

clean: ## Remove everything that set-up and builds have made
	rm -rf .venv node_modules .cache site .mypy_cache .pytest_cache .ruff_cache .hypothesis
