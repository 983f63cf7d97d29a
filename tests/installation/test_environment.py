"""The environment in .venv, with a real one and with what a real pip complains of."""

import subprocess
import sys

import pytest

from installation import environment
from installation.environment import PreparationError


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment without packages, in the place of ours."""
    folder = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "PYTHON", folder / "bin" / "python")
    return folder


class TestIsUsable:
    def test_of_the_python_that_made_it(self, venv):
        assert environment.is_usable()

    def test_not_of_another_python(self, venv):
        configuration = venv / "pyvenv.cfg"
        lines = configuration.read_text().splitlines()
        older = [line for line in lines if not line.startswith("version")]
        configuration.write_text("\n".join([*older, "version = 3.9.2"]))

        assert not environment.is_usable()

    def test_not_of_a_python_that_is_gone(self, venv):
        (venv / "bin" / "python").unlink()
        (venv / "bin" / "python").symlink_to("/usr/bin/python3.0")

        assert not environment.is_usable()

    def test_not_when_there_is_none(self, venv):
        (venv / "pyvenv.cfg").unlink()

        assert not environment.is_usable()


class TestIsInstalled:
    def test_until_the_requirements_change(self, venv, tmp_path):
        requirements = tmp_path / "requirements.txt"
        requirements.write_text("Django==5.2.19\n")
        environment.get_record(requirements).write_text("Django==5.2.19\n")
        assert environment.is_installed(requirements)

        requirements.write_text("Django==5.2.20\n")

        assert not environment.is_installed(requirements)


class TestRun:
    def test_says_that_packages_could_not_be_fetched(self, tmp_path, monkeypatch, capfd):
        """A port that nobody listens on is as far away as a network that is not there."""
        for name, value in {
            "CONFIG_FILE": "/dev/null",
            "INDEX_URL": "http://127.0.0.1:9/simple",
            "FIND_LINKS": "",
            "RETRIES": "0",
        }.items():
            monkeypatch.setenv(f"PIP_{name}", value)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", tmp_path, "nothing"]

        with pytest.raises(PreparationError, match=r"^No packages: they could not be fetched\. "):
            environment.run(pip, "No packages")
        assert "nothing" in capfd.readouterr().err

    def test_says_nothing_when_all_is_well(self, capfd):
        environment.run([sys.executable, "-c", "import sys; print(1, file=sys.stderr)"], "None")

        assert capfd.readouterr().err == ""


class TestDiagnose:
    def test_speaks_of_a_compiler_when_something_was_compiled(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))

        assert "no C compiler" in environment.diagnose("ERROR: Failed building wheel for psycopg")
        assert "no C compiler" not in environment.diagnose("ERROR: the hashes do not match")

    def test_knows_a_full_disk(self):
        complaint = "ERROR: Could not install: [Errno 28] No space left on device: '/x'"

        assert environment.diagnose(complaint).startswith("the disk is full. Make room")


class TestCheckSpace:
    def test_says_how_much_is_needed_and_free(self):
        with pytest.raises(PreparationError, match=r"About \d+ MB are needed in /.* MB are free"):
            environment.check_space(10**9)

    def test_lets_pass_what_fits(self):
        environment.check_space(0)
