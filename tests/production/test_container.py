"""The image and the compose file: no secret, no root, the same image for each role."""

import re
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from production.ask import lives
from tests.production.server import copy_code, list_own, make_debian
from tests.speed.checkouts import find_port
from tests.waiting import wait_for

CONTAINERFILE = settings.BASE_DIR / "Containerfile"
COMPOSE = yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())
ROLES = ["install", "web", "worker"]
IMAGE = "localhost/werkplaats-of-a-test"
SITE = "www.werkplaats.test"


class TestContainerfile:
    def test_is_written_as_others_expect(self):
        linted = subprocess.run(
            [Path(sys.executable).with_name("hadolint"), CONTAINERFILE],
            capture_output=True,
            text=True,
            check=False,
        )

        assert linted.returncode == 0, linted.stdout

    def test_ends_as_nobody_and_looks_after_itself(self):
        text = CONTAINERFILE.read_text()
        last = text[text.rindex("\nFROM ") :]

        assert re.search(r"^USER \d+:\d+$", last, re.MULTILINE)
        assert '"production.ask"' in last
        assert "SECRET_KEY" not in last
        assert "COPY . " not in last

    def test_takes_no_secret_along(self):
        """`COPY . .` takes what lies in the folder, and the variables of a server lie there."""
        left_out = (settings.BASE_DIR / ".containerignore").read_text().splitlines()
        named = [COMPOSE["services"]["web"]["env_file"], ".env", "var", ".git"]

        assert [name for name in named if name not in left_out] == []


class TestCompose:
    def test_has_one_image_for_all_roles(self):
        assert {COMPOSE["services"][role]["image"] for role in ROLES} == {"localhost/werkplaats"}

    @pytest.mark.parametrize("role", [*ROLES, "nginx"])
    def test_lets_a_role_write_in_its_folder_alone(self, role):
        service = COMPOSE["services"][role]

        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]

    def test_has_no_secret(self):
        told = [service.get("environment", {}) for service in COMPOSE["services"].values()]
        secrets = [
            value
            for variables in told
            for name, value in variables.items()
            if re.search("PASSWORD|KEY|PEPPER|URL", name)
        ]

        assert secrets
        assert [value for value in secrets if "${" not in value] == []


@contextmanager
def database(folder):
    """Have a PostgreSQL of Debian's for the length of a block; give the URL of a database."""
    programs = sorted(Path("/usr/lib/postgresql").iterdir())[-1] / "bin"
    port = find_port()
    folder.mkdir(mode=0o700)
    subprocess.run(["chown", "postgres", folder], check=True)

    def run(program, *options):
        command = ["runuser", "--user", "postgres", "--", programs / program, "-D", folder]
        subprocess.run([*command, *options], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-w", "-l", folder / "log", "-o", f"-p {port} -k {folder}", "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")


@contextmanager
def image(folder):
    """Have the image, built on a Debian that was made here, for the length of a block.

    Nothing is pulled. It gives a container of it, by name.
    """
    make_debian(folder)
    copy_code(folder / "source")
    # How this machine reaches the registry of Python's packages.
    (folder / "pip.conf").write_text("[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n")
    mounts = ["/etc/ssl/certs/ca-certificates.crt:/etc/ssl/certs/ca-certificates.crt:ro"]
    mounts += ["/etc/apt/apt.conf.d:/etc/apt/apt.conf.d:ro", f"{folder}/pip.conf:/etc/pip.conf:ro"]
    volumes = [f"--volume={mount}" for mount in mounts]
    options = ["--isolation=chroot", "--format=docker", f"--build-arg=BASE={IMAGE}-base", *volumes]
    with ExitStack() as made:
        base = buildah("from", "scratch").strip()
        made.callback(buildah, "rm", base)
        buildah("add", base, folder / "debian.tar", "/")
        buildah("commit", base, f"{IMAGE}-base")
        made.callback(buildah, "rmi", f"{IMAGE}-base")
        buildah("build", *options, f"--tag={IMAGE}", folder / "source")
        made.callback(buildah, "rmi", IMAGE)
        container = buildah("from", IMAGE).strip()
        made.callback(buildah, "rm", container)
        yield container


def buildah(*command):
    """Return what a command of buildah prints, which has to end well."""
    done = subprocess.run(
        ["buildah", "--storage-driver=vfs", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.endurance
class TestImage:
    def test_answers_in_each_role(self, tmp_path):
        var = tmp_path / "var"
        (var / "media").mkdir(parents=True)
        subprocess.run(["chown", "-R", "10001:10001", var], check=True)
        for folder in list_own(tmp_path):
            folder.chmod(0o755)
        with image(tmp_path) as container, database(tmp_path / "database") as url:
            told = {
                "DATABASE_URL": url,
                "SECRET_KEY": "k" * 50,
                "NEWSLETTER_PEPPER": "p" * 50,
                "ALLOWED_HOSTS": SITE,
                "BASE_URL": f"https://{SITE}",
                "DEFAULT_FROM_EMAIL": "website@werkplaats.test",
                "EMAIL_HOST": "localhost",
                "PORT": str(find_port()),
            }
            options = [f"--env={name}={value}" for name, value in told.items()]
            start = ["run", "--isolation=chroot", "--user=10001:10001", *options]
            start += [f"--volume={var}:/srv/werkplaats/var", container, "--"]

            assert "The site is ready" in buildah(*start, "python", "manage.py", "install")
            assert buildah(*start, "sh", "-c", "test -w /srv/werkplaats || echo no") == "no\n"
            web = [*start, "gunicorn", "--config=python:cms.gunicorn", "cms.wsgi"]
            with subprocess.Popen(["buildah", "--storage-driver=vfs", *web]) as process:
                try:
                    wait_for(lambda: lives(int(told["PORT"])))
                    assert ask(told["PORT"], "/-/ready") == 200
                    assert ask(told["PORT"], "/") == 200
                finally:
                    process.terminate()


def ask(port, path):
    """Return the status of an address, as nginx asks for it."""
    connection = HTTPConnection("127.0.0.1", int(port))
    connection.request("GET", path, headers={"Host": SITE, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status
