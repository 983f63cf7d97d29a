"""How fast the queue is, compared with django-tasks-db's own worker in the same run.

Not one of the tests; `make benchmark` runs it. docs/performance.md tells what it gave.
"""

import time
from statistics import median

from tests.waiting import wait_for

TASKS = 300
ROUNDS = 5


def test_worker_throughput(workforce):
    rates = {"enqueue": [], "worker": [], "stock-worker": []}
    for _ in range(ROUNDS):
        for worker in ["worker", "stock-worker"]:
            rates["enqueue"].append(measure_enqueueing(workforce))
            rates[worker].append(measure(workforce, worker))

    print(f"\n{'':14}{'tasks a second':>16}{'slowest - fastest round':>26}")
    for name, values in rates.items():
        print(f"{name:14}{median(values):16.0f}{min(values):17.0f} - {max(values):.0f}")
    print(f"worker / stock worker: {median(rates['worker']) / median(rates['stock-worker']):.2f}")


def measure_enqueueing(workforce):
    """Fill the queue; return how many tasks went in, each in its own transaction, per second."""
    workforce.query("DELETE FROM django_tasks_database_dbtaskresult")
    workforce.notes.write_text("")
    started = time.monotonic()
    workforce.enqueue(1, TASKS)
    return TASKS / (time.monotonic() - started)


def measure(workforce, command):
    """Have one worker empty the queue; return how many tasks it did per second.

    From the start of the first task to the end of the last: without the start of the worker.
    """
    workforce.start_worker(command)
    wait_for(lambda: len(workforce.read_notes()) == TASKS)
    wait_for(lambda: workforce.count("SUCCESSFUL") == TASKS)
    workforce.stop()
    (seconds,) = workforce.query(
        "SELECT extract(epoch FROM max(finished_at) - min(started_at))"
        " FROM django_tasks_database_dbtaskresult"
    )
    return TASKS / float(seconds)
