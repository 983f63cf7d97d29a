"""docs/deploy.md leads from an empty server to the first page and the first login."""

import shlex
import sys
from pathlib import Path

import pytest

from tests.production.server import SITE, copy_of_this_machine, fresh_debian, read_page
from tests.waiting import wait_for

# What takes minutes, as other tests have it: the download of what the site is built from, which is
# what the tests run on; and the tables, as `make run` begins with them.
MADE_BEFORE = """
if [ -d /srv/werkplaats ] && [ ! -e /srv/werkplaats/.venv ]; then
    mkdir /srv/werkplaats/.venv
    mount --bind --options ro {venv} /srv/werkplaats/.venv
    runuser --user werkplaats -- psql --quiet --output=/dev/null --single-transaction \\
        --set=ON_ERROR_STOP=1 --file=/srv/werkplaats/installation/ready_database.sql werkplaats
fi
"""
# systemd starts what a package brings as soon as it is installed.
STARTED_BY_PACKAGES = """
if [ -e /usr/sbin/nginx ] && [ ! -e /run/nginx.pid ]; then
    systemctl start postgresql nginx
fi
"""
STATUS = "curl --silent --output /dev/null --write-out '%{http_code}'"
# As somebody on another machine comes in.
OUTSIDE = "--interface 192.0.2.1"
LOG_IN = Path(__file__).parent / "first_login.py"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server on which all blocks of the page were run; `written` is what they wrote."""
    installing, _new_version = read_page()
    with copy_of_this_machine(tmp_path_factory.mktemp("server")) as server:
        before = MADE_BEFORE.format(venv=shlex.quote(str(Path(sys.prefix).resolve())))
        server.written = server.follow(installing, before_each=before)
        yield server


def ask(server, path, options=""):
    """Return the status that an address of the site gives."""
    return server.do(f"{STATUS} {options} --path-as-is 'https://{SITE}{path}'")


class TestPage:
    def test_leads_to_a_site_over_tls(self, server):
        page = server.do(f"curl --silent --fail --http2 https://{SITE}/")

        assert "Werkplaats Sociaal Domein Zuid-Holland Zuid" in page
        assert f'href="https://{SITE}/"' in page
        assert f"https://{SITE}/" in server.do(f"curl --silent https://{SITE}/sitemap.xml")

    def test_leads_to_a_first_login(self, server):
        link = server.written.partition(f"  https://{SITE}/admin/")[2].split()[0]

        entered = server.do(
            f"/usr/bin/python3 - https://{SITE}/admin/{link} <<'END'\n{LOG_IN.read_text()}\nEND"
        )

        assert entered == "200 /admin/\n"

    def test_ends_without_a_word_of_warning(self, server):
        assert "The site is ready.\n" in server.written
        assert '"ready": true' in server.written
        assert "no issues" in server.written

    def test_leads_to_a_worker(self, server):
        ready = "curl --silent http://127.0.0.1:8000/-/ready"

        wait_for(lambda: '"worker": "well"' in server.do(ready))

    def test_leaves_no_way_to_a_second_site(self, server):
        refused = server.run("cd /srv/werkplaats; .venv/bin/python manage.py migrate")

        assert refused.returncode == 1
        assert "werkplaats COMMAND" in refused.stderr
        made = server.do("ls /srv/werkplaats/var")
        assert not {"secret-key", "newsletter-pepper", "postgresql"} & {*made.split()}

    def test_lets_the_site_change_nothing_of_its_code(self, server):
        written = "setpriv --reuid=werkplaats --regid=werkplaats --init-groups touch"

        assert server.run(f"{written} /srv/werkplaats/cms/new.py").returncode != 0
        assert server.run("su -s /bin/sh www-data -c 'ls /srv/werkplaats/var'").returncode != 0
        assert server.do("stat --format=%a /etc/werkplaats.env") == "600\n"


class TestProxy:
    def test_leads_from_http_and_other_names_to_the_site(self, server):
        options = "--silent --output /dev/null --write-out '%{http_code} %{redirect_url}'"

        assert server.do(f"curl {options} http://192.0.2.1/nieuws/") == (
            f"301 https://{SITE}/nieuws/"
        )
        other = server.run("curl --silent --insecure --resolve x.test:443:127.0.0.1 https://x.test")
        assert other.returncode == 35

    def test_tells_everybody_that_it_lives_and_itself_how_it_is(self, server):
        assert server.do(f"{STATUS} http://192.0.2.1/-/live") == "200"
        assert ask(server, "/-/ready") == "200"
        assert ask(server, "/-/ready", OUTSIDE) == "403"

    def test_tells_that_the_database_is_away_and_that_it_is_back(self, server):
        ready = f"{STATUS} http://127.0.0.1:8000/-/ready"

        server.do("service postgresql stop")
        away, live = server.do(ready), server.do(f"{STATUS} http://127.0.0.1:8000/-/live")
        server.do("service postgresql start")

        assert (away, live) == ("503", "200")
        wait_for(lambda: server.do(ready) == "200")

    def test_takes_an_upload_and_nothing_larger(self, server):
        server.do("head --bytes=11M /dev/zero > /tmp/11; head --bytes=13M /dev/zero > /tmp/13")

        assert ask(server, "/admin/", "--form file=@/tmp/11") != "413"
        assert ask(server, "/admin/", "--form file=@/tmp/13") == "413"

    @pytest.mark.parametrize(
        "path",
        [
            *["/.git/config", "/wp-login.php", "/media/", "/media/../uploads/geheim.txt"],
            *["/media/%2e%2e/uploads/geheim.txt", "/uploads/geheim.txt", "/media../uploads/"],
        ],
    )
    def test_refuses_what_is_not_for_visitors(self, server, path):
        server.do("mkdir -p /srv/werkplaats/var/uploads && echo geheim > $_/geheim.txt")

        assert ask(server, path) in {"403", "404", "400"}

    def test_shows_pictures_and_runs_nothing_in_them(self, server):
        server.do("echo '<svg/>' > /srv/werkplaats/var/media/logo.0123456789ab.svg")

        headers = server.do(
            f"curl --silent --fail --head https://{SITE}/media/logo.0123456789ab.svg"
        ).lower()

        assert "sandbox" in headers
        assert "x-content-type-options: nosniff" in headers
        assert "strict-transport-security: max-age=63072000" in headers
        assert "cache-control: public, max-age=31536000, immutable" in headers

    def test_keeps_pages_and_writes_down_that_they_were_read(self, server):
        browser = "--user-agent 'Mozilla/5.0 Firefox/140.0'"
        read = f"curl --silent --fail --output /dev/null {browser} https://{SITE}/en/"

        server.do(f"{read}; {read}; {read}")

        assert "/en/\t\n" in server.do("cat /srv/werkplaats/var/visits/*.nginx.log")
        assert "192.0.2.1" not in server.do("cat /srv/werkplaats/var/visits/*")

    def test_knows_one_visitor_whatever_that_visitor_says(self, server):
        """Who asks for six new passwords, as if from six places, is one network."""
        page = f"https://{SITE}/admin/password_reset/"
        token = "$(grep csrftoken /tmp/jar | cut -f7)"
        asked = (
            f"curl --silent --output /dev/null --cookie-jar /tmp/jar {page}\n"
            f"for number in 1 2 3 4 5 6; do {STATUS} --cookie /tmp/jar --referer {page}"
            f" --header X-Forwarded-For:198.51.100.$number --data email=x$number@example.org"
            f' --data "csrfmiddlewaretoken={token}" {page}; echo; done'
        )

        assert server.do(asked).split() == ["302", "302", "302", "302", "302", "429"]


@pytest.mark.endurance
class TestFreshDebian:
    """The long form: nothing was there before, and all of it is fetched."""

    def test_becomes_a_site_and_gets_a_new_version(self, tmp_path):
        installing, new_version = read_page()
        with fresh_debian(tmp_path) as server:
            server.written = server.follow(installing, before_each=STARTED_BY_PACKAGES)
            TestPage().test_leads_to_a_site_over_tls(server)
            TestPage().test_leads_to_a_first_login(server)
            before = server.do("cat /etc/werkplaats.env")

            server.do(new_version)

            assert server.do("cat /etc/werkplaats.env") == before
            TestPage().test_leads_to_a_site_over_tls(server)
