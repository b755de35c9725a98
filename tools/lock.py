"""Write requirements.lock and environment.yml from pyproject.toml.

The lock holds names, versions and platform markers, for every supported Python and system in one
file, and no addresses. Its first line names the newest Python for which all of them come ready to
be installed; bootstrap.py goes by that. conda users get the same packages: conda brings Python
itself and make, pip brings the rest at the versions of the lock.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
UV = "uv==0.13.*"
OLDEST = (3, 11)
SYSTEMS = ("linux", "macos", "windows")
HEAD = "# All of these have wheels for Python {}.{} to {}.{}"

ENVIRONMENT = """\
# The same packages for conda: written by `make lock`, held to requirements.lock by a test.
#   conda env create -f environment.yml
#   conda activate threadlab
#   threadlab lab
name: threadlab
channels:
  - conda-forge
dependencies:
  - python>={oldest},<{too_new}
  - pip
  - make
  - pip:
      - --constraint requirements.lock
{requirements}
      - --editable .
"""


def direct_names() -> list[str]:
    """Return the names of the direct dependencies, those of every extra included, in order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = [re.split(r"[<>=~!; \[]", requirement, maxsplit=1)[0] for requirement in requirements]
    return [name for name in names if name != project["name"]]  # extras name each other


def newest(lock: str) -> tuple[int, int]:
    """The newest Python that the first line of `lock` names."""
    major, minor = lock.splitlines()[0].split()[-1].split(".")
    return int(major), int(minor)


def environment(lock: str) -> str:
    """Return the text of environment.yml: the direct dependencies as `lock` pins them."""
    major, minor = newest(lock)
    pins: dict[str, list[str]] = {}
    for line in lock.splitlines():
        name = line.split("==")[0]
        pins.setdefault(name.replace("_", "-").lower(), []).append(line)
    lines = [pin for name in direct_names() for pin in pins[name.replace("_", "-").lower()]]
    return ENVIRONMENT.format(
        requirements="\n".join(f"      - {line}" for line in lines),
        oldest="{}.{}".format(*OLDEST),
        too_new=f"{major}.{minor + 1}",
    )


def has_wheels(version: tuple[int, int]) -> bool:
    """Whether every package of the lock has a wheel for a Python, on every system."""
    command = [sys.executable, "-m", "uv", "pip", "compile", LOCK.name, "--no-deps", "--quiet"]
    command += ["--only-binary", ":all:", "--python-version", "{}.{}".format(*version)]
    command += ["-o", os.devnull, "--python-platform"]
    return all(
        subprocess.run([*command, system], cwd=ROOT, check=False, capture_output=True).returncode
        == 0
        for system in SYSTEMS
    )


def main() -> None:
    """Resolve anew and write both files."""
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", UV], check=True)
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--all-extras"]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--no-header", "--no-annotate", "--quiet", "--upgrade", "-o", str(LOCK)]
    subprocess.run(command, check=True, cwd=ROOT)
    last = OLDEST
    while has_wheels((last[0], last[1] + 1)):
        last = (last[0], last[1] + 1)
    LOCK.write_text(f"{HEAD.format(*OLDEST, *last)}\n{LOCK.read_text()}")
    (ROOT / "environment.yml").write_text(environment(LOCK.read_text()))


if __name__ == "__main__":
    main()
