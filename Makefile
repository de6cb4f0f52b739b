# `make` alone lists the targets. The scripts are in tools/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run serve demo test test-slow test-postgres stress lint proof bench screenshots lock clean

BIN := .venv/bin
export PORT ?= 8000

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

setup: ## create .venv with the pinned packages, build the fonts, fetch the face models
	@tools/setup base

setup-dev: ## the same, with what tests and checks need
	@tools/setup dev

run: setup ## serve the site on http://127.0.0.1:8000 (PORT=… for another port)
	@tools/serve

serve: setup ## serve the site to the world with the settings in .env; refused if unsafe (docs/deploy.md)
	@tools/serve production

demo: setup ## serve the site with made-up inquiries and demo accounts, in a separate database
	@tools/serve demo

test: setup-dev ## run the tests, in a real browser too
	@tools/install_chromium
	@tools/install_libical
	@$(BIN)/python -m pytest -n 2 --dist worksteal

test-slow: setup-dev ## run the tests that take minutes: the whole proof, kills, races, 500 nonsense requests
	@tools/install_chromium
	@tools/install_dovecot
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

test-postgres: setup-dev ## run the tests of inquiries on a temporary PostgreSQL server
	@tools/with_postgres $(BIN)/python -m pytest -n 2 --dist loadfile -m "not sqlite" tests/studio

stress: setup-dev ## before a release: load, break and attack the site and send it nonsense (about 35 minutes)
	@tools/install_proxies
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@tools/with_postgres $(BIN)/python -m tools.stress

lint: setup-dev ## check style, types, imports, migrations, settings and vulnerabilities; list facts that are due
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --check --quiet templates && $(BIN)/djlint --check --quiet --extension svg templates
	@! LC_ALL=C.UTF-8 grep -rnE '.{121,}' templates --include='*.html' --include='*.svg'
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py check
	@$(BIN)/python manage.py evidence
	@ENV_FILE=.env.example SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python -m tools.audit

proof: setup ## prove every framework over every set of answers and store the proofs next to it
	@tools/prove

bench: setup-dev ## measure the site and write the table in docs/performance.md (on an idle machine)
	@tools/install_chromium
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python -m tools.bench

screenshots: setup-dev ## take screenshots of the main pages into var/screenshots
	@tools/install_chromium
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python -m tools.take_screenshots

lock: setup-dev ## pin the packages in requirements/*.in; `tools/lock --upgrade` takes the newest
	@tools/lock

clean: ## remove everything that can be made again; databases and the secret key stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static var/assets
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
