"""When a page is there on a phone, as Lighthouse has it: 412 pixels wide, simulated slow 4G.

Not one of the tests; `make benchmark` runs it. Pages are asked for before, so that they come from
the cache of pages, as they do for nearly every visitor.
"""

import json
import os
import shutil
import subprocess
from statistics import median

from tests.speed.checkouts import BASE_DIR, Checkout
from tests.speed.visitor import fetch

LIGHTHOUSE = BASE_DIR / ".venv/first-paint/node_modules/lighthouse/cli/index.js"
ROUNDS = 3
# What Lighthouse says of the speed of a phone of the middle class, and of a desktop four times as
# fast. A slow machine is slowed down by less, as Lighthouse's own documentation advises.
INDEX_OF_A_PHONE = 400
LEAST_SLOWDOWN, MOST_SLOWDOWN = 1, 4
PHONE = ["--form-factor=mobile", "--throttling-method=simulate", "--only-categories=performance"]
SCREEN = {"mobile": "true", "width": 412, "height": 823, "deviceScaleFactor": 1.75}
CHROMIUM = "--headless --no-sandbox --disable-dev-shm-usage"

ADDRESSES = {
    "home": ["/", "/en/"],
    "article": ["/nieuws/zeven-generaties/", "/en/news/seven-generations-one-pattern/"],
    "list": ["/nieuws/", "/en/news/"],
    "team": [
        "/werkteams/samenspel-formeel-en-informeel/",
        "/en/work-teams/formal-and-informal-working-together/",
    ],
}


def test_first_paint():
    site = Checkout.of_today(Checkout("nothing", BASE_DIR))
    site.set_up()
    with site.serving() as served:
        slowdown = choose_slowdown(look(served, "/"))
        print(f"\nThe processor is slowed down {slowdown:.1f} times.")
        print("\n| page | first paint, ms | largest paint, ms | blocked, ms | HTML, kB |")
        print("|---|---|---|---|---|")
        for name, addresses in ADDRESSES.items():
            for language, address in zip(["nl", "en"], addresses, strict=True):
                report(f"{name}, {language}", served, address, slowdown)


def report(name, site, address, slowdown):
    """Print the medians of some rounds for a page."""
    size = len(fetch(site, address))
    rounds = [look(site, address, slowdown)["audits"] for _ in range(ROUNDS)]
    audits = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"]
    times = (median(each[audit]["numericValue"] for each in rounds) for audit in audits)
    print(f"| {name} | {' | '.join(f'{time:.0f}' for time in times)} | {size / 1000:.1f} |")


def choose_slowdown(result):
    """Return by what to slow the processor down, after what Lighthouse found of this machine."""
    slowdown = result["environment"]["benchmarkIndex"] / INDEX_OF_A_PHONE
    return min(max(slowdown, LEAST_SLOWDOWN), MOST_SLOWDOWN)


def look(site, address, slowdown=LEAST_SLOWDOWN):
    """Return what Lighthouse tells about an address of a ServedSite, as a dict."""
    screen = [f"--screenEmulation.{name}={value}" for name, value in SCREEN.items()]
    command = [
        *[find_program("node"), LIGHTHOUSE, f"http://{site.host}{address}", "--quiet"],
        *["--output=json", *PHONE, *screen, f"--chrome-flags={CHROMIUM}"],
        f"--throttling.cpuSlowdownMultiplier={slowdown}",
    ]
    browser = find_program("chromium-headless-shell") or find_program("chromium")
    environment = os.environ | {"CHROME_PATH": browser}
    printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return json.loads(printed)


def find_program(name):
    """Return the path of a program of the environment, or of the machine."""
    return shutil.which(name, path=f"{BASE_DIR / '.venv/bin'}:{os.environ['PATH']}")
