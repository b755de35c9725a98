"""The interpreters that a measurement can be sent to: this one, and free-threaded ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

# Isolated, so that no module of the reader's folder is taken for one of the library's; the folder
# of the package comes last in the search path: jobs know it as `experiments`.
_FOLDER = str(files("threadlab"))
_START = (
    "import sys; sys.path.append(sys.argv[1]); from experiments import workload; workload.main()"
)
VARIABLE = "THREADLAB_FREE_THREADED"
_NAMES = [f"python3.{minor}t" for minor in (15, 14, 13)]
_ANSWER_SECONDS = 20  # within which an interpreter has to say what it is


def command(path: str) -> list[str]:
    """Return the command that lets the interpreter at `path` do a job of `workload`."""
    return [path, "-I", "-c", _START, _FOLDER]


@dataclass(frozen=True)
class Build:
    """An interpreter at `path`: its version, whether it has a GIL, and the cores it may use."""

    path: str
    version: str
    gil: bool
    cores: int

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return f"CPython {self.version}" if self.gil else f"free-threaded {self.version}"


def this_build() -> Build:
    """Return the interpreter that runs this."""
    found = _ask(sys.executable)
    assert found is not None
    return found


def free_threaded() -> list[Build]:
    """Return the free-threaded interpreters of this machine, the newest first.

    Looked for are the variable THREADLAB_FREE_THREADED, python3.14t and its like in the search
    path, versions of pyenv and uv that end in t, and kernels that are installed for Jupyter.
    """
    found = {build.path: build for path in _candidates() if (build := _ask(path)) and not build.gil}
    return sorted(found.values(), key=lambda build: _number(build.version), reverse=True)


def builds_to_measure(build: Build | None) -> list[Build]:
    """The `build` that was asked for; if none was, this one and the newest free-threaded one."""
    return [build] if build is not None else [this_build(), *free_threaded()[:1]]


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _candidates() -> list[str]:
    paths = [os.environ.get(VARIABLE, ""), *(shutil.which(name) or "" for name in _NAMES)]
    home = Path.home()
    for folder, pattern in (
        (Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions", "3.*t/bin/python"),
        (home / ".local" / "share" / "uv" / "python", "cpython-3.*+freethreaded*/bin/python"),
    ):
        paths += map(str, sorted(folder.glob(pattern)))
    return [str(Path(path).resolve()) for path in [*paths, *_kernels()] if path]


def _kernels() -> list[str]:
    """The interpreters of the kernels that Jupyter knows."""
    from jupyter_client.kernelspec import KernelSpecManager

    specs = KernelSpecManager().get_all_specs().values()
    commands = [spec["spec"].get("argv", [""])[0] for spec in specs]
    return [path for command in commands if command and (path := shutil.which(command))]


@cache
def _ask(path: str) -> Build | None:
    """Ask an interpreter what it is; None if it does not answer."""
    try:
        answer = subprocess.run(
            command(path),
            input="{}\n", capture_output=True, text=True, timeout=_ANSWER_SECONDS, check=True,
        )  # fmt: skip
        said = json.loads(answer.stdout.splitlines()[-1])["build"]
        return Build(path, said["version"], said["gil"], said["cores"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, IndexError):
        return None
