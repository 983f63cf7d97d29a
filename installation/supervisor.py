"""Processes that belong together: one that ends is started again, and none outlives the group.

Only `manage.py serve` uses this, on a machine without a service manager. It knows nothing of tasks:
the web server and the database are in the group too.
"""

import ctypes
import signal
import subprocess
import sys
import time
from contextlib import suppress

from installation import interrupts

__all__ = ["Process", "ProcessGroup"]

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1

LOOK_SECONDS = 0.2
# A process that lived so long was started well; one that did not is started later and later.
SETTLED_SECONDS = 10
LONGEST_DELAY = 60


class Process:
    """A process with a name (a str) for people to read, and a command (a list of str).

    It has `grace` seconds to end when it is asked to. The options are those of subprocess.
    """

    def __init__(self, name, command, *, grace, **options):
        self.name = name
        self.command = command
        self.grace = grace
        self.options = options
        self.early_ends = 0
        self.start()

    def start(self):
        """Start the process."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            # A group of its own, because a terminal sends Ctrl-C to every process of ours.
            process_group=0,
            preexec_fn=end_with_parent,
            **self.options,
        )
        self.started_at = time.monotonic()
        self.start_at = None

    def has_ended(self):
        """Return whether the process is no more."""
        return self.process.poll() is not None

    def look_after(self, say):
        """Start the process again when it has ended, and when it is time for that.

        Tells `say` (a function of a str) once.
        """
        if not self.has_ended():
            return
        if self.start_at is None:
            delay = self.get_delay()
            self.start_at = time.monotonic() + delay
            say(f"The {self.name} {self.describe_end()}; it is started again in {delay} s.")
        if time.monotonic() >= self.start_at:
            self.start()

    def get_delay(self):
        """Return how many seconds (an int) to wait before the next start: 0 after a long life."""
        if time.monotonic() - self.started_at > SETTLED_SECONDS:
            self.early_ends = 0
            return 0
        self.early_ends += 1
        return min(2 ** (self.early_ends - 1), LONGEST_DELAY)

    def describe_end(self):
        """Return in words how the process ended."""
        code = self.process.returncode
        if code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"has ended by itself (exit code {code}), and what it wrote is above"

    def stop(self):
        """End the process: ask, ask again as Ctrl-C pressed twice would, and then make it."""
        for ask in [signal.SIGTERM, signal.SIGINT, signal.SIGKILL]:
            self.process.send_signal(ask)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=self.grace)
                return


class ProcessGroup:
    """Processes that are looked after for the length of a `with` block, and all ended after it."""

    def __init__(self, say):
        self.say = say
        self.processes = []

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        """End the processes, the youngest first: it may need the older ones until then."""
        for impatience in [signal.SIGHUP, signal.SIGINT, signal.SIGTERM]:
            signal.signal(impatience, signal.SIG_IGN)
        for process in reversed(self.processes):
            process.stop()

    def start(self, name, module, *arguments, grace, **options):
        """Start a module of Python as a process, with arguments (str); returns the Process."""
        process = Process(name, [sys.executable, "-m", module, *arguments], grace=grace, **options)
        self.processes.append(process)
        return process

    def watch(self):
        """Start again whatever ends, until an exception comes, as from Ctrl-C."""
        while True:
            for process in self.processes:
                process.look_after(self.say)
            time.sleep(LOOK_SECONDS)


def end_with_parent():
    """Ask Linux to end this process with its parent, even when that is killed with -9.

    Signals that the parent has wait are not to wait here.
    """
    interrupts.let_through()
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
