# Two commands on a machine with Python 3.11 or later and make:
#   make demo                   eight ALFWorld episodes over REST, with local workers
#   make demo RUNTIME=docker    the same, in containers
#   make test                   everything that is checked before a change lands
# Both are thin over nox, which they install for themselves; `make sessions` lists what else it runs.

RUNTIME ?= local
PYTHON ?= $(shell .ci/find-python)
BOOTSTRAP := .nox-bootstrap
NOX := $(BOOTSTRAP)/bin/nox

.PHONY: help demo test sessions clean

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

demo: $(NOX)
	@$(NOX) --session demo -- --runtime $(RUNTIME)

test: $(NOX)
	@$(NOX)

sessions: $(NOX)
	@$(NOX) --list

clean:
	rm -rf $(BOOTSTRAP) .nox .wheels

$(NOX): .ci/find-python Makefile
	@test -n "$(PYTHON)" || { .ci/find-python --explain; exit 1; }
	@echo "Setting up nox in $(BOOTSTRAP)"
	@$(PYTHON) -m venv --clear $(BOOTSTRAP)
	@$(BOOTSTRAP)/bin/python -m pip install --quiet --disable-pip-version-check 'nox>=2025.2.9'
	@touch $(NOX)
