"""What a program may need that not every machine has."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from threadlab.errors import ThreadlabError
from threadlab.words import say


def postgres_folder() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest one, or None if there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    patterns = (
        ("/usr/lib/postgresql", "*/bin/initdb"),
        ("/usr", "pgsql-*/bin/initdb"),
        ("/opt/homebrew/opt", "postgresql@*/bin/initdb"),
        ("/usr/local/opt", "postgresql@*/bin/initdb"),
        ("/Applications/Postgres.app/Contents/Versions", "*/bin/initdb"),
    )
    places = [path for root, pattern in patterns for path in sorted(Path(root).glob(pattern))]
    return places[-1].parent if places else None


def _postgres() -> bool:
    if os.name != "posix" or postgres_folder() is None:
        return False
    try:
        import psycopg  # noqa: F401 - it looks for the library of PostgreSQL's clients
    except ImportError:
        return False
    return True


def _redis() -> bool:
    found = (find_spec("redis"), find_spec("rq"), shutil.which("redis-server"))
    return os.name == "posix" and all(found)


# What can be asked for; what readers call it stands in words.toml, as needs.<name>.
_NEEDS: dict[str, Callable[[], bool]] = {
    "linux": lambda: sys.platform == "linux",
    "posix": lambda: os.name == "posix",
    "windows": lambda: os.name == "nt",
    "proc": lambda: Path("/proc/self/stat").is_file(),
    "fork": lambda: "fork" in multiprocessing.get_all_start_methods(),
    "postgres": _postgres,
    "redis": _redis,
    "python313": lambda: sys.version_info >= (3, 13),
    "python314": lambda: sys.version_info >= (3, 14),
}


def lacking(names: list[str]) -> list[str]:
    """Return those of `names` that this machine has not, in the words of a reader.

    Raises `ThreadlabError` if nobody knows what a name stands for.
    """
    for name in names:
        if name not in _NEEDS:
            raise ThreadlabError(say("script.need", name=name, known=", ".join(_NEEDS)))
    return [say(f"needs.{name}") for name in names if not _NEEDS[name]()]
