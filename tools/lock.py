"""Write requirements.lock and environment.yml from pyproject.toml.

The lock holds names, versions and platform markers, for every supported Python and system in one
file, and no addresses. conda users get the same packages: conda brings Python itself and make,
pip brings the rest at the versions of the lock.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
UV = "uv==0.13.*"

ENVIRONMENT = """\
# The same packages for conda: written by `make lock`, held to requirements.lock by a test.
#   conda env create -f environment.yml
#   conda activate threadlab
#   threadlab lab
name: threadlab
channels:
  - conda-forge
dependencies:
  - python>=3.11,<3.15
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


def environment(lock: str) -> str:
    """Return the text of environment.yml: the direct dependencies as `lock` pins them."""
    pins: dict[str, list[str]] = {}
    for line in lock.splitlines():
        name = line.split("==")[0]
        pins.setdefault(name.replace("_", "-").lower(), []).append(line)
    lines = [pin for name in direct_names() for pin in pins[name.replace("_", "-").lower()]]
    return ENVIRONMENT.format(requirements="\n".join(f"      - {line}" for line in lines))


def main() -> None:
    """Resolve anew and write both files."""
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", UV], check=True)
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--all-extras"]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    command += ["--no-header", "--no-annotate", "--quiet", "--upgrade", "-o", str(LOCK)]
    subprocess.run(command, check=True, cwd=ROOT)
    (ROOT / "environment.yml").write_text(environment(LOCK.read_text()))


if __name__ == "__main__":
    main()
