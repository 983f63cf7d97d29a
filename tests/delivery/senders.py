"""Real workers that send over a real mail server, in processes of their own."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from threading import Event

import psycopg

from installation.embedded import processes, server, watchdog
from tests.background.conftest import BASE_DIR, is_alive
from tests.newsletter.conftest import start_server
from tests.waiting import PATIENCE, wait_for

__all__ = ["Senders", "Sink", "at_work"]


class Sink:
    """A mail server that keeps who got which mail; while `is_held`, it answers no mail of a list.

    `arrived` has (address, Message-ID) of each mail, in the order in which they came.
    """

    def __init__(self):
        self.arrived = []
        self.is_held = False
        self.let_go = Event()

    async def handle_DATA(self, smtp, session, envelope):  # noqa: N802
        mail = message_from_bytes(envelope.content)
        self.arrived.append((envelope.rcpt_tos[0], mail["Message-ID"]))
        while self.is_held and envelope.rcpt_tos[0].startswith("lezer"):
            await smtp.loop.run_in_executor(None, self.let_go.wait, PATIENCE)
        return "250 OK"

    def find_doubles(self):
        """Return the addresses that got more than one mail, and how many too many there were."""
        counts = Counter(address for address, _identifier in self.arrived)
        return {address: number - 1 for address, number in counts.items() if number > 1}


@dataclass
class Senders:
    """The workers, the Sink that they send to, and their database."""

    nursery: subprocess.Popen
    sink: Sink
    data_directory: object
    process_ids: list = field(default_factory=list)

    def tell(self, *words):
        """Give the nursery a command; return its answer."""
        self.nursery.stdin.write(" ".join(map(str, words)) + "\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def plan(self, number, paragraphs=1):
        """Plan an issue for so many readers."""
        self.sink.arrived.clear()
        self.tell("plan", number, paragraphs)

    def start(self):
        """Start a worker, which has a minute to end."""
        self.process_ids.append(self.tell("worker", 60))

    def replace(self, number):
        """End the eldest worker by a signal, and start another."""
        processes.send(number, self.process_ids.pop(0))
        self.start()

    def stop(self):
        """End all workers at once."""
        for process_id in self.process_ids:
            processes.send(signal.SIGKILL, process_id)
        wait_for(lambda: not any(map(is_alive, self.process_ids)))
        self.process_ids.clear()

    def query(self, query):
        """Return the first column of what the database answers, as a list."""
        address = {"host": server.socket_directory(self.data_directory), "port": server.PORT}
        with psycopg.connect(**address, user="postgres") as connection:
            return [row[0] for row in connection.execute(query)]

    def is_sent(self):
        """Return whether the mailing has ended."""
        return self.query("SELECT status FROM delivery_mailing") == ["sent"]

    def find_flagged(self):
        """Return the addresses (a set) that perhaps got the mail twice, as the report says."""
        return set(
            self.query(
                "SELECT email FROM delivery_delivery"
                " JOIN newsletter_subscriber AS subscriber ON subscriber.id = subscriber_id"
                " WHERE maybe_double"
            )
        )


@contextmanager
def at_work(installation, log):
    """Yield Senders on the database of an installation, none of which is started yet.

    `log` is the Path of a file that gets what they write.
    """
    mail_server = start_server(Sink())
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "VAR_DIR": str(installation.var),
        "MAIL_PORT": str(mail_server.port),
        **watchdog.ENVIRONMENT,
    }
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.nursery"],
            cwd=BASE_DIR,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout.readline() == "ready\n"
        senders = Senders(process, mail_server.handler, installation.data_directory)
        yield senders
        senders.stop()
        process.stdin.close()
    mail_server.stop()
