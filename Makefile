# Two commands are enough: `make run` and `make test`. All work is done by platform/deploy.
BOOTSTRAP = PYTHONPATH=platform python3 -m deploy.bootstrap

.PHONY: run test lint bench servers pins messages vendor styles

run: ## set everything up and open Klankbord with the demo on http://localhost:8000
	@$(BOOTSTRAP) run

test: ## set everything up and pass all tests
	@$(BOOTSTRAP) test

lint: ## ruff, mypy, import-linter, djlint, migrations, check --deploy, pins
	@$(BOOTSTRAP) lint

bench: ## print the ratios that say how fast we are
	@$(BOOTSTRAP) bench

servers: ## all tests once more, on PostgreSQL and Redis on this machine
	@$(BOOTSTRAP) servers

pins: ## compile requirements.txt and requirements-dev.txt again from pyproject.toml
	@$(BOOTSTRAP) pins

messages: ## gather the sentences of the sources into the Dutch catalogue and compile it
	@$(BOOTSTRAP) messages

vendor: ## fetch the front-end packages again, at the versions and hashes of the lock (needs npm)
	@$(BOOTSTRAP) vendor

styles: ## make the one style sheet again after a change in platform/ui/styles/
	@$(BOOTSTRAP) styles
