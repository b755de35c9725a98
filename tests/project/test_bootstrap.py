"""Building .venv: what stops it is said in one sentence."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from support.project import PROJECT


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", PROJECT / "tools" / "bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_python_that_is_too_old_is_named_with_what_to_do(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.Stop) as stop:
        bootstrap.check_python((3, 10, 13), "/usr/bin/python3")
    assert str(stop.value) == (
        "Threadlab needs Python 3.11 or newer, and /usr/bin/python3 is 3.10.13: install a newer "
        "one, or name one that you have, as in 'make lab PYTHON=python3.13'."
    )


def test_a_python_that_is_too_new_for_the_lock_is_named_with_what_to_do(
    bootstrap: ModuleType,
) -> None:
    with pytest.raises(bootstrap.Stop) as stop:
        bootstrap.check_python((3, 16, 0), "/usr/bin/python3")
    assert str(stop.value) == (
        "The packages of requirements.lock are ready for Python 3.11 to 3.15, and "
        "/usr/bin/python3 is 3.16.0: name one of those, as in 'make lab PYTHON=python3.15', or "
        "get one from python.org."
    )


def test_supported_pythons_pass(bootstrap: ModuleType) -> None:
    for minor in (11, 12, 13, 14, 15):
        bootstrap.check_python((3, minor, 0), "python3")


def test_the_script_is_readable_by_a_very_old_python() -> None:
    source = (PROJECT / "tools" / "bootstrap.py").read_text()
    assert (
        'f"' not in source and "f'" not in source and ":=" not in source and "match " not in source
    )


def test_a_missing_venv_module_is_explained(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.Stop, match="sudo apt install python3-venv"):
        bootstrap.check_modules()


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "Check the network"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: No matching distribution found for nbgrader==9", "No matching distribution"),
        ("", "pip gave no reason"),
        ("connection broken by\nERROR: Failed building wheel for x", "could not be built"),
    ],
)
def test_what_pip_says_becomes_one_sentence(bootstrap: ModuleType, log: str, words: str) -> None:
    said = bootstrap.explain(log)
    assert words in said
    assert "\n" not in said


def copy_of_project(folder: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(PROJECT / "tools", folder / "tools")
    (folder / "src" / "threadlab").mkdir(parents=True)
    shutil.copy(PROJECT / "src" / "threadlab" / "__init__.py", folder / "src" / "threadlab")
    return folder


def test_no_network_stops_with_one_sentence_and_the_next_try_starts_again(tmp_path: Path) -> None:
    folder = copy_of_project(tmp_path)
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "1",
    }
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "tools/bootstrap.py"],
            cwd=folder,
            env=os.environ | nowhere,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 1
        assert run.stdout.startswith("Building .venv with")
        assert run.stderr.strip().startswith("The packages can't be downloaded")
        assert "\n" not in run.stderr.strip()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no make; its users call the script")
def test_make_without_a_python_says_what_to_do(tmp_path: Path) -> None:
    folder = copy_of_project(tmp_path)
    run = subprocess.run(
        ["make", "lab", "PYTHON=python-that-is-not-there"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "There is no 'python-that-is-not-there' on this machine" in run.stderr


def test_a_build_that_is_in_place_is_left_alone(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_project(tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", str(folder))
    commands: list[list[str]] = []

    def pretend(command: list[str], log_path: str) -> None:
        commands.append(command)
        if "venv" in command:
            scripts = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin")
            scripts.mkdir(parents=True)
            (scripts / ("python.exe" if os.name == "nt" else "python")).touch()
        Path(log_path).touch()

    monkeypatch.setattr(bootstrap, "run", pretend)
    bootstrap.build()
    assert [command[-1] for command in commands] == [
        str(folder / ".venv"),
        "requirements.lock",
        ".",
    ]
    bootstrap.build()
    assert len(commands) == 3, "the second call must do nothing"
    (folder / "src" / "threadlab" / "__init__.py").write_text("__version__ = '9'")
    bootstrap.build()
    assert [command[-1] for command in commands[3:]] == ["."], "only the package is installed anew"


@pytest.mark.skipif(os.name == "nt", reason="On Windows, links need a privilege")
def test_an_environment_that_is_only_linked_to_is_left_alone(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_of_project(tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", str(folder))
    monkeypatch.setattr(bootstrap, "run", lambda *_: pytest.fail("it must not be touched"))
    (tmp_path / "other").mkdir()
    (folder / ".venv").symlink_to(tmp_path / "other")
    with pytest.raises(bootstrap.Stop, match=r"is a link to .*remove the link"):
        bootstrap.build()
