"""What processes cost, as Linux counts it: time of the processor, and memory."""

import os
from pathlib import Path
from statistics import median
from time import process_time

__all__ = ["Processes", "measure_machine"]

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
# What the fixed job below takes in quiet moments on the machine that the targets come from.
REFERENCE_MILLISECONDS = 7.0


class Processes:
    """Processes with all that come from them, by the pids (ints) of the first ones."""

    def __init__(self, roots):
        self.roots = roots

    def find(self):
        """Return the pids of all of them that there are now."""
        children = {}
        for folder in Path("/proc").glob("[0-9]*"):
            if fields := read_fields(folder):
                children.setdefault(int(fields[1]), []).append(int(folder.name))
        found = list(self.roots)
        for pid in found:
            found.extend(children.get(pid, []))
        return found

    def measure_processor(self):
        """Return the milliseconds of the processor that they took since they began.

        With those of children that have ended, which Linux adds to their parents' own.
        """
        ticks = 0
        for pid in self.find():
            fields = read_fields(Path(f"/proc/{pid}"))
            ticks += sum(map(int, fields[11:15])) if fields else 0
        return ticks * 1000 / TICKS_A_SECOND

    def measure_memory(self):
        """Return the MiB that they take, a shared page counted in equal parts (PSS)."""
        return sum(map(read_memory, self.find())) / 1024


def read_fields(folder):
    """Return what Linux tells of a process after its name (a list), None when it has ended."""
    try:
        return (folder / "stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def read_memory(pid):
    """Return the KiB of a process, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def measure_machine():
    """Return by what to multiply milliseconds, so that a slow moment does not count as slow code.

    A fixed job beside each sample tells how fast the machine is at that moment.
    """
    return REFERENCE_MILLISECONDS / median(time_fixed_job() for _ in range(9))


def time_fixed_job():
    """Return the milliseconds of the processor that a fixed job takes, of the kind a page is."""
    began = process_time()
    words = {}
    for number in range(41_000):
        word = f"woord-{number % 700}"
        words[word] = words.get(word, 0) + len(word)
    "".join(f"<li>{word}: {count}</li>" for word, count in sorted(words.items()))
    return (process_time() - began) * 1000
