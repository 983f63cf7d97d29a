"""The environment in .venv: python3 -m installation.environment REQUIREMENTS...

Made by the machine's own Python, when there is nothing else yet: the standard library only. What is
there already and still of use is left alone.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from installation import debian

FOLDER = Path(__file__).resolve().parent.parent
VENV = FOLDER / ".venv"
PYTHON = VENV / "bin" / "python"
PIP_INSTALL = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "-r"]

MEGABYTE = 1_000_000
# What a file of requirements brings, with the site's own files or the tests' databases.
NEEDED_MEGABYTES = {"requirements.txt": 400, "requirements-test.txt": 900}
ANNOUNCEMENTS = {
    "requirements.txt": "what the site is built from (10 seconds, and the download of 70 MB)",
    "requirements-test.txt": "what the tests need (30 seconds, and the download of 300 MB)",
}

# What pip and the compilers that it starts say, and what that means.
FULL = re.compile("No space left on device|Disk quota exceeded")
UNREACHABLE = re.compile("No matching distribution found|Max retries exceeded|ConnectionError")
COMPILED = re.compile("Failed building wheel|subprocess-exited-with-error|unable to execute")


class PreparationError(Exception):
    """The environment could not be made; the message says why, and what to do."""


def prepare(*requirements):
    """Have an environment with the packages of files of requirements (Paths).

    One process at a time does so. Raises PreparationError or DebianError.
    """
    with lock():
        if not is_usable():
            make()
        for file in requirements:
            if not is_installed(file):
                install(file)


@contextmanager
def lock():
    """Hold a lock on the project's folder for the length of a `with` block."""
    folder = os.open(FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def is_usable():
    """Return whether the environment is of the Python that it runs on now.

    It is not when Debian has replaced that Python by a newer one, which finds no packages there.
    """
    made_by = find_version(read_configuration())
    return made_by is not None and made_by == find_version(ask_version())


def read_configuration():
    """Return what venv wrote down about the environment; empty when there is none."""
    file = VENV / "pyvenv.cfg"
    return file.read_text() if file.exists() else ""


def ask_version():
    """Return what the environment's Python says about itself; empty when it does not run."""
    try:
        command = [PYTHON, "-I", "-S", "-c", "import sys; print('version =', sys.version)"]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    except OSError:
        return ""


def find_version(text):
    """Return the version of Python (a str, such as "3.13") in a text; None without one."""
    found = re.search(r"^version = (\d+\.\d+)", text, re.MULTILINE)
    return found and found[1]


def make():
    """Make the environment, in place of one that is of no use."""
    if find_spec("ensurepip") is None:
        debian.install("python3-venv", "Python's venv is missing")
    say("Making the environment in .venv (3 seconds)")
    run([sys.executable, "-m", "venv", "--clear", VENV], "The environment could not be made")


def is_installed(requirements):
    """Return whether the packages of a file of requirements are there, as it is now."""
    record = get_record(requirements)
    return record.exists() and record.read_bytes() == requirements.read_bytes()


def install(requirements):
    """Install the packages of a file of requirements, and record that."""
    check_space(NEEDED_MEGABYTES[requirements.name])
    say(f"Installing {ANNOUNCEMENTS[requirements.name]}")
    run([*PIP_INSTALL, requirements], "The packages could not be installed")
    shutil.copyfile(requirements, get_record(requirements))


def get_record(requirements):
    """Return the path of the copy that is made of a file of requirements when all is installed."""
    return VENV / requirements.name


def check_space(needed):
    """Raise PreparationError when there is less room on the disk than so many megabytes."""
    free = shutil.disk_usage(FOLDER).free // MEGABYTE
    if free < needed:
        raise PreparationError(
            f"About {needed} MB are needed in {FOLDER}, and {free} MB are free: make room there."
        )


def run(command, failure):
    """Run a command without a word, unless it fails; raise PreparationError then."""
    result = subprocess.run(command, stderr=subprocess.PIPE, text=True)  # noqa: S603
    if result.returncode != 0:
        sys.stderr.write(result.stderr)
        raise PreparationError(f"{failure}: {diagnose(result.stderr)}")


def diagnose(complaint):
    """Return the reason of a failure in words, from what pip or venv wrote (a str)."""
    if FULL.search(complaint):
        return "the disk is full. Make room; then the same command goes on."
    if UNREACHABLE.search(complaint):
        return "they could not be fetched. With a network, the same command goes on."
    if COMPILED.search(complaint) and not shutil.which("cc"):
        return "one had to be compiled, and there is no C compiler: apt-get install gcc python3-dev"
    return "the reason is above."


def say(sentence):
    print(sentence, flush=True)


def main(names):
    """Prepare the environment with the requirements of these names; end with a sentence if not."""
    os.umask(0o022)
    try:
        prepare(*(FOLDER / name for name in names))
    except (PreparationError, debian.DebianError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the same command goes on.")


if __name__ == "__main__":
    main(sys.argv[1:])
