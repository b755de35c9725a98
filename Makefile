# Two commands: `make lab` opens the book, `make test` checks everything.
# PYTHON names another interpreter, LAB_ARGS goes to JupyterLab, COURSE is a course folder, ONLY a
# chapter, an assignment or a test file.

# The Python that .venv was built with, until another one is named.
PYTHON ?= $(shell .venv/bin/python -c "" 2>/dev/null && echo .venv/bin/python || echo python3)
LAB_ARGS ?=
COURSE ?=
ONLY ?=
BIN := .venv/bin
TIDY := { echo "'make tidy' puts the form right, and what it can of the rest." >&2; exit 1; }

.PHONY: help lab teach demo test quick checks doctor tidy run-notebooks pages site release answer-key lock picture .venv

help:
	@echo "make lab      the book in JupyterLab, with homework to fetch, validate and submit"
	@echo "make teach    the instructor's JupyterLab, formgrader first"
	@echo "make demo     a class of twelve through the whole loop, to look at with make teach"
	@echo "make test     every test; 'make test ONLY=06' a chapter, an assignment or a test file"
	@echo "              'make test SAMPLES=all' tries all of what is sampled otherwise: over an hour"
	@echo "make quick    lint, types, units and the corpus of programs: about a minute"
	@echo "make doctor   what this machine has, and what is missing for what"
	@echo "make tidy     keep notebooks in shape; 'make run-notebooks ONLY=07' stores new outputs"
	@echo "make pages    minutes, glossary, index of predictions and coverage, from the chapters"
	@echo "make site     the book as a site in build/site/, its simulated programs live in the page"
	@echo "make release  the students' notebooks from source/"
	@echo "make answer-key  solutions, hidden tests, rubrics and known answers, rendered for instructors"

lab: .venv
	@$(BIN)/threadlab lab $(LAB_ARGS)

teach: .venv
	@$(BIN)/threadlab teach $(if $(COURSE),--course "$(COURSE)") $(LAB_ARGS)

demo: .venv
	@$(BIN)/threadlab demo

doctor: .venv
	@$(BIN)/threadlab doctor

test: .venv $(if $(ONLY),,checks)
	$(BIN)/python tools/run_tests.py $(if $(ONLY),--only "$(ONLY)")

quick: .venv checks
	$(BIN)/python tools/run_tests.py --quick

# What needs no test run: lint, types, imports, the shape of notebooks and forms.
checks: .venv
	@$(BIN)/ruff check || $(TIDY)
	@$(BIN)/ruff format --check || $(TIDY)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/tidy.py --check
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/test.yml .github/workflows/site.yml

tidy: .venv
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python tools/tidy.py

run-notebooks: .venv
	$(BIN)/python tools/run_notebooks.py $(ONLY)

pages: .venv
	$(BIN)/python tools/minutes.py --write
	$(BIN)/python tools/pages.py

site: .venv
	@$(BIN)/python site/build.py

release: .venv
	$(BIN)/python tools/release.py

answer-key: .venv
	$(BIN)/python tools/answer_key.py

lock: .venv
	$(BIN)/python tools/lock.py

picture: .venv
	$(BIN)/python tools/picture.py

# Built from requirements.lock and the package; a build that is in place is left alone.
.venv:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "There is no '$(PYTHON)' on this machine: install Python 3.11 or newer from python.org, or name yours, as in 'make lab PYTHON=/path/to/python3'." >&2; exit 1; }
	@$(PYTHON) tools/bootstrap.py
