"""Two web servers and two workers over one PostgreSQL and one bucket, with nginx in front.

Not one of the tests, as it takes minutes and needs nginx: run it as docs/scale.md says. Both
"machines" are on this one, with folders of their own, and know nothing of each other.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from installation.embedded import server
from tests.speed.checkouts import BASE_DIR, Checkout, find_port
from tests.waiting import wait_for

LOAD_SECONDS = 12
VISITORS = 4
KILLED_AFTER_SECONDS = 4
NGINX = """
pid {folder}/nginx.pid; error_log {folder}/errors; worker_processes 1;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  upstream site {{ {servers} }}
  server {{
    listen 127.0.0.1:{port};
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-Proto https;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_connect_timeout 1s;
    location /media/ {{ proxy_pass {bucket}/media/; }}
    location / {{ proxy_pass http://site; }}
  }}
}}
"""
PUBLISH = """
from news.models import NewsPage
page = NewsPage.objects.get(slug="zeven-generaties", locale__language_code="nl")
page.title = "Gepubliceerd op de andere"
page.save_revision().publish()
"""


class Machine:
    """A web server and a worker with a folder of their own."""

    def __init__(self, folder, environment):
        self.port = find_port()
        self.environment = {**os.environ, **environment, "VAR_DIR": str(folder)}
        self.environment["PORT"] = str(self.port)
        folder.mkdir()
        self.manage("collectstatic", "--no-input", "--verbosity=0")
        gunicorn = ["-m", "gunicorn", "--config", "python:cms.gunicorn", "cms.wsgi"]
        self.web = self.start(*gunicorn)
        self.worker = self.start("manage.py", "worker")

    def start(self, *command):
        """Return a process of Python, at the head of a group of its own."""
        return subprocess.Popen(
            [sys.executable, *command], cwd=BASE_DIR, env=self.environment, process_group=0
        )

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=BASE_DIR, env=self.environment, check=True)

    def fetch(self, address):
        return fetch(self.port, address)

    def kill(self):
        """End all of it at once, as when its power fails; nothing more the second time."""
        for process in [self.web, self.worker]:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture
def folder():
    """A folder that PostgreSQL's own account is let into."""
    folder = Path(tempfile.mkdtemp(prefix="machines-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def environment(folder):
    """What both machines are started with: one database with example content, and one bucket."""
    content = Checkout.of_today(Checkout("nothing", BASE_DIR))
    content.set_up()
    subprocess.run(["cp", "-a", content.var / "postgresql", folder], check=True)
    bucket = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    bucket.start()
    host, port = bucket.get_host_and_port()
    fill_bucket(f"http://{host}:{port}", content.var)
    data = folder / "postgresql"
    database = {"ENGINE": server.ENGINE, "HOST": str(data), "NAME": "postgres", "USER": "postgres"}
    with server.running(database):
        yield {
            "DJANGO_SETTINGS_MODULE": "cms.settings.production",
            "DATABASE_URL": f"postgresql://postgres@/postgres?host={server.socket_directory(data)}",
            "FILES_URL": f"http://key:secret@{host}:{port}/werkplaats",
            "SECRET_KEY": "of-these-machines-alone-0123456789-0123456789-0123456789",
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "https://localhost",
            "NEWSLETTER_PEPPER": "pepper",
            "DEFAULT_FROM_EMAIL": "website@example.org",
            "EMAIL_HOST": "localhost",
        }
    bucket.stop()


def fill_bucket(address, var):
    """Put the files of a site on this machine into a bucket, which anybody may read a part of."""
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    bucket = boto3.resource("s3", endpoint_url=address, region_name="us-east-1", **keys).Bucket(
        "werkplaats"
    )
    bucket.create()
    public = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    statement = {**public, "Resource": "arn:aws:s3:::werkplaats/media/*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    bucket.Policy().put(Policy=json.dumps(policy))
    for part in ["uploads", "media"]:
        for path in (var / part).rglob("*"):
            if path.is_file():
                bucket.upload_file(str(path), str(path.relative_to(var)))


@contextmanager
def nginx(folder, environment, machines):
    """Spread visitors over the machines for the length of a block, which gets the port."""
    port = find_port()
    servers = (f"server 127.0.0.1:{each.port} fail_timeout=5s;" for each in machines)
    bucket = environment["FILES_URL"].replace("key:secret@", "")
    configuration = folder / "nginx.conf"
    configuration.write_text(
        NGINX.format(folder=folder, servers=" ".join(servers), port=port, bucket=bucket)
    )
    command = ["nginx", "-c", str(configuration), "-g", "daemon off;"]
    with subprocess.Popen(command, process_group=0) as process:
        try:
            yield port
        finally:
            process.terminate()


def fetch(port, address):
    """Return the status and the body of an address, as nginx's visitor has it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {
            "Host": "localhost",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
        }
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    finally:
        connection.close()


def is_up(port):
    try:
        return fetch(port, "/")[0] == 200
    except OSError:
        return False


def test_two_machines(folder, environment):
    with ExitStack() as stack:
        machines = [Machine(folder / name, environment) for name in ["one", "two"]]
        for machine in machines:
            stack.callback(machine.kill)
        front = stack.enter_context(nginx(folder, environment, machines))
        wait_for(lambda: all(is_up(port) for port in [front, *(each.port for each in machines)]))

        report_publishing(*machines)
        report_killing(front, machines[0])


def report_publishing(one, two):
    """Publish on one machine, and print how long the other shows the page of before."""
    address, words = "/nieuws/zeven-generaties/", "Gepubliceerd op de andere"
    # So often that each of its two processes has it.
    for _ in range(10):
        assert words not in two.fetch(address)[1]
    one.manage("shell", "--verbosity=0", "--command", PUBLISH)
    published = last_of_before = time.monotonic()
    news = 0
    while news < 10:
        asked = time.monotonic()
        is_new = words in two.fetch(address)[1]
        news = news + 1 if is_new else 0
        last_of_before = last_of_before if is_new else asked
    print(f"\nThe other machine's last page of before: {last_of_before - published:.2f} s after.")


def report_killing(front, victim):
    """Kill a machine while visitors read, and print what they got."""
    until = time.monotonic() + LOAD_SECONDS

    def visit(number):
        answers = []
        while time.monotonic() < until:
            answers.append(fetch(front, ["/", "/nieuws/", "/werkteams/"][len(answers) % 3])[0])
        return answers

    with ThreadPoolExecutor(VISITORS + 1) as pool:
        killed = pool.submit(lambda: (time.sleep(KILLED_AFTER_SECONDS), victim.kill()))
        answers = list(chain(*pool.map(visit, range(VISITORS))))
        killed.result()
    print(f"{len(answers)} pages while one of two was killed: answers {sorted(set(answers))}.")
    assert set(answers) == {200}
