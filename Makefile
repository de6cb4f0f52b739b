# `make` alone lists the targets. The work itself stands in tools/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run serve demo test test-slow test-postgres stress lint proof bench screenshots lock clean

BIN := .venv/bin
export PORT ?= 8000

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## make .venv with the pinned dependencies, the fonts and the local folders
	@tools/setup base

setup-dev: ## the same with what tests and checks need
	@tools/setup dev

run: setup ## serve the site on http://127.0.0.1:8000 (PORT=… for another port)
	@tools/serve

serve: setup ## serve the site to the world, as .env says; refused where that is not safe (docs/deploy.md)
	@tools/serve production

demo: setup ## the same with staged data and a demo staff account, in a database of its own
	@tools/serve demo

# Files stay in order: those with a browser come last, because each of their tests empties the database.
test: setup-dev ## run the tests, in a real browser too
	@tools/install_chromium
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-slow: setup-dev ## run what takes long: the whole proof, kills, races, 500 requests of nonsense, the longest walk
	@tools/install_chromium
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m slow

test-postgres: setup-dev ## run the tests of inquiries on PostgreSQL too, in a server of their own
	@tools/with_postgres $(BIN)/python -m pytest -n 2 --dist loadfile -m "not sqlite" tests/studio

stress: setup-dev ## load the site, break it, attack it and send it nonsense, some 35 minutes; before a release
	@tools/install_proxies
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@tools/with_postgres $(BIN)/python -m tools.stress

lint: setup-dev ## check style, types, imports, migrations, settings of a production, and packages for known holes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py check
	@ENV_FILE=.env.example SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python -m tools.audit

proof: setup ## prove the newest framework over the whole space of answers and store the proof beside it
	@tools/prove

bench: setup-dev ## measure everything that docs/performance.md promises and write its table; best on a quiet machine
	@tools/install_chromium
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python -m tools.bench

screenshots: setup-dev ## photograph the main pages into var/screenshots, light and dark, phone and desk
	@tools/install_chromium
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python -m tools.take_screenshots

lock: setup-dev ## pin what requirements/*.in ask for; `tools/lock --upgrade` takes the newest
	@tools/lock

clean: ## remove all that can be made again; databases and the secret key stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static var/assets
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
