# make run is for everybody, the rest for developers. Variables: PORT, VAR_DIR, PYTHON, BASE.

PORT ?= 8000
VAR_DIR ?= $(CURDIR)/var
PYTHON ?= python3
export PORT VAR_DIR BASE
# Python keeps what it compiles, whatever the environment says: many processes read the same modules.
export PYTHONDONTWRITEBYTECODE =

MANAGE = .venv/bin/python manage.py
PREPARE = $(PYTHON) -m installation.environment
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links
NPM = .venv/bin/npm --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel error

.PHONY: help run login dev test durations endurance screenshots manual-pictures benchmark requirements messages \
	database release renditions upgrade-database python port writable browser servers builders .venv/site .venv/tests

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

run: port writable .venv/site ## Install what is needed and serve the site (PORT=8123 for another port)
	@exec $(MANAGE) serve --set-up

login: ## Show the login that was made for this installation
	@test -e .venv/bin/python || { echo "There is no site yet: make run makes one." >&2; exit 1; }
	@$(MANAGE) login

upgrade-database: .venv/site ## Bring the data of an older PostgreSQL over to this one; `make run` says when
	@exec $(MANAGE) upgrade_database

dev: port writable .venv/site ## Serve the site with reloading of code and templates, for developers
	@exec $(MANAGE) serve --set-up --reload

test: writable browser servers .venv/tests .venv/html-checker/installed ## Run all checks and tests, on two cores
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/python -m djlint --quiet --lint templates
	env SECRET_KEY=$$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n') ALLOWED_HOSTS=www.example.org \
		NEWSLETTER_PEPPER=$$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n') BASE_URL=https://www.example.org \
		DATABASE_URL=postgresql:///werkplaats EMAIL_HOST=mail.example.org \
		DEFAULT_FROM_EMAIL=website@example.org DJANGO_SETTINGS_MODULE=cms.settings.production \
		$(MANAGE) check --deploy --fail-level WARNING
	.venv/bin/python -m pytest -n 2

durations: writable browser servers .venv/tests .venv/html-checker/installed ## Record which tests take long, as they run first
	.venv/bin/python -m pytest -n 2 --record-durations

endurance: writable servers builders .venv/tests ## Run the long form of the tests of the database, the worker, the newsletter and a server
	.venv/bin/python -m pytest -m "endurance or not endurance" tests/installation tests/background tests/delivery tests/backups \
		tests/production tests/site/test_links.py tests/translations/test_random.py

screenshots: writable browser .venv/tests ## Take pictures of every page into var/screenshots, to look at
	.venv/bin/python -m pytest -q tests/browser/screenshots.py
	@echo "The pictures are in $(VAR_DIR)/screenshots"

manual-pictures: writable browser .venv/tests ## Take the pictures in docs/manual anew; look at them before you commit
	.venv/bin/python -m pytest -n 0 -q tests/browser/manual_pictures.py

benchmark: writable browser .venv/tests .venv/first-paint/installed ## Measure what docs/performance.md tells; BASE=<commit> measures pages beside that alone
	.venv/bin/python -m pytest -q -s $(if $(BASE),tests/speed/benchmark.py,tests/*/benchmark.py tests/speed/first_paint.py)

requirements: .venv/tests ## Pin the newest allowed versions of what pyproject.toml names
	$(COMPILE) --upgrade pyproject.toml -o requirements.txt
	$(COMPILE) --upgrade --extra test pyproject.toml -c requirements.txt -o requirements-test.txt
	$(COMPILE) --extra bucket pyproject.toml -c requirements-test.txt -o requirements-bucket.txt
	$(NPM) update --prefix tests/html_checker --package-lock-only --omit-lockfile-registry-resolved

messages: .venv/site ## Bring the Dutch catalogue in step with the code
	@command -v msgfmt >/dev/null || { echo "gettext is missing: apt-get install gettext" >&2; exit 1; }
	$(MANAGE) makemessages --locale nl --add-location file --no-wrap --no-obsolete --ignore .venv --ignore var --ignore tests
	$(MANAGE) compilemessages --locale nl --ignore .venv

database: .venv/site ## Make the database that set-up begins with anew, from the migrations
	@folder=$$(mktemp -d) && VAR_DIR=$$folder $(MANAGE) make_database && rm -r $$folder

release: writable .venv/tests ## Store a site of this version, from which the next one is tested to upgrade
	.venv/bin/python -m pytest -n 0 -q tests/upgrades/store.py

renditions: .venv/site ## Make the sizes of the example pictures anew that set-up begins with
	$(MANAGE) make_renditions

# What the targets above need. Each says in a sentence what is missing.

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed: install it, or name it with" \
			"PYTHON=python3.12 make run." >&2; exit 1; }

port: python
	@$(PYTHON) -m installation.port

writable:
	@mkdir -p "$(VAR_DIR)" 2>/dev/null && test -w "$(VAR_DIR)" || { \
		echo "$(VAR_DIR) is not a folder that you can write in: remove it or make it yours," \
			"or choose another with VAR_DIR=/some/folder." >&2; exit 1; }

browser: python
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		ls "$$HOME"/.cache/ms-playwright/chromium* >/dev/null 2>&1 || \
		$(PYTHON) -m installation.debian chromium-headless-shell "The tests need a browser"

servers: python
	@command -v nginx >/dev/null || $(PYTHON) -m installation.debian nginx "The test of docs/deploy.md needs a web server"
	@command -v pg_createcluster >/dev/null || \
		$(PYTHON) -m installation.debian postgresql "The test of docs/deploy.md needs a database server"

builders: python
	@command -v mmdebstrap >/dev/null || $(PYTHON) -m installation.debian mmdebstrap "The long test of docs/deploy.md needs a new Debian"
	@command -v buildah >/dev/null || $(PYTHON) -m installation.debian buildah "The test of the image needs a builder"

# These two know themselves what there is still to do.
.venv/site: python
	@$(PREPARE) requirements.txt

.venv/tests: python
	@$(PREPARE) requirements.txt requirements-test.txt

.venv/html-checker/installed: tests/html_checker/package-lock.json | .venv/tests
	@echo "Installing the HTML checker"
	@mkdir -p $(@D) && cp tests/html_checker/package*.json $(@D)
	@umask 022 && $(NPM) ci --prefix $(@D) >/dev/null
	@touch $@

.venv/first-paint/installed: | .venv/tests
	@echo "Installing Lighthouse"
	@mkdir -p $(@D) && umask 022 && $(NPM) install --prefix $(@D) lighthouse@12.8.2 >/dev/null
	@touch $@
