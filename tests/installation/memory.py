"""Weighs a site that is served: python -m tests.installation.memory PROCESS_ID PORT DATA_DIRECTORY

Asks for 500 pages of all kinds, and prints how much memory each process takes then, in MiB: what
is its own, and its part of what it shares (PSS). PROCESS_ID is that of `serve`.
"""

import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from urllib.request import urlopen

from installation.embedded import processes
from tests.installation.test_serve import descendants

REQUESTS = 500
VISITORS = 8
PATHS = ["/", "/en/", "/nieuws/", "/nieuws/drie-werkteams/", "/nieuws/feed/rss/", "/werkteams/"]
PATHS += ["/zoeken/?q=keukentafel", "/zoeken/?q=gemeente", "/partners/", "/contact/"]
PATHS += ["/sitemap.xml", "/robots.txt", "/admin/login/"]


def visit(port):
    """Ask for pages of all kinds of the site on a port of this machine, several at once."""
    addresses = [f"http://localhost:{port}{path}" for path in PATHS]
    with ThreadPoolExecutor(VISITORS) as visitors:
        deque(visitors.map(fetch, islice(cycle(addresses), REQUESTS)), maxlen=0)


def fetch(address):
    with urlopen(address) as response:  # noqa: S310
        response.read()


def weigh(process_id, data_directory):
    """Return the memory of each process of `serve`: a list of (MiB, command), the database last."""
    site = [process_id, *sorted(descendants(process_id))]
    database = sorted(processes.working_in(Path(data_directory).resolve()))
    return [(get_memory(each), get_command(each)) for each in [*site, *database]]


def get_memory(process_id):
    """Return the PSS of a process in MiB."""
    lines = Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def get_command(process_id):
    command = Path(f"/proc/{process_id}/cmdline").read_bytes().replace(b"\0", b" ")
    return command.decode(errors="replace").strip()[-70:]


if __name__ == "__main__":
    serve, port, data_directory = sys.argv[1:]
    visit(port)
    weights = weigh(int(serve), data_directory)
    for memory, command in weights:
        print(f"{memory:6.1f}  {command}")
    print(f"{sum(memory for memory, _ in weights):6.1f}  in all")
