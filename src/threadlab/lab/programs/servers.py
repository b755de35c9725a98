"""Real servers for the length of a block: PostgreSQL and Redis, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.extras import needed
from threadlab.lab.programs.needs import lacking, postgres_folder
from threadlab.words import say

ANSWER_SECONDS = 30.0  # within which a server has to answer
_USER = "threadlab"


@contextmanager
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server with an empty database; give the address for `psycopg.connect`.

    It listens on a socket in a folder of its own, as nobody in particular where the caller is the
    administrator (PostgreSQL refuses to run as root). After the block it is stopped and its data
    are deleted. Raises `ThreadlabError` if PostgreSQL is not installed or does not start.
    """
    _must_have("postgres")
    with needed():
        import psycopg

    programs = postgres_folder()
    assert programs is not None
    with _folder() as (folder, who):
        data = folder / "data"
        make = [str(programs / "initdb"), "--pgdata", str(data), "--username", _USER]
        make += ["--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
        made = subprocess.run(make, capture_output=True, text=True, cwd=folder, check=False, **who)
        if made.returncode:
            raise ThreadlabError(say("server.failed", name="PostgreSQL", why=made.stderr.strip()))
        serve = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-c", "fsync=off"]
        serve += ["-c", "listen_addresses=", "-c", "max_connections=50"]
        address = f"postgresql://{_USER}@/postgres?host={folder}"

        def answers() -> bool:
            try:
                psycopg.connect(address).close()
            except psycopg.OperationalError:
                return False
            return True

        with _running("PostgreSQL", serve, folder, who, answers):
            yield address


@contextmanager
def redis_server() -> Iterator[str]:
    """Start a Redis server that keeps nothing on disk; give the address for `Redis.from_url`.

    After the block it is stopped. Raises `ThreadlabError` if Redis is not installed or does not
    start.
    """
    _must_have("redis")
    with needed():
        import redis

    with _folder() as (folder, who):
        socket = folder / "redis.sock"
        serve = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", ""]
        serve += ["--unixsocketperm", "777", "--dir", str(folder)]
        address = f"unix://{socket}"

        def answers() -> bool:
            try:
                return bool(redis.Redis.from_url(address).ping())
            except redis.ConnectionError:
                return False

        with _running("Redis", serve, folder, who, answers):
            yield address


def _must_have(need: str) -> None:
    if missing := lacking([need]):
        raise ThreadlabError(say("server.missing", name=missing[0]))


@contextmanager
def _folder() -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder that is thrown away, and the options by which a server is run as its owner."""
    folder = Path(mkdtemp(prefix="tl-"))  # short: the path of a socket may have 107 bytes
    who: dict[str, Any] = {}
    try:
        if os.name == "posix" and os.geteuid() == 0:
            who = {"user": "nobody", "group": "nogroup" if _has_group("nogroup") else "nobody"}
            who["extra_groups"] = []
            shutil.chown(folder, who["user"], who["group"])
        yield folder, who
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_group(name: str) -> bool:
    import grp

    return any(group.gr_name == name for group in grp.getgrall())


@contextmanager
def _running(
    name: str, command: list[str], folder: Path, who: dict[str, Any], answers: Callable[[], bool]
) -> Iterator[None]:
    """Run a server until the block ends; begin the block when it answers."""
    log = folder / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, **who,
        )  # fmt: skip
    try:
        end = monotonic() + ANSWER_SECONDS
        while not answers():
            if server.poll() is not None or monotonic() > end:
                why = log.read_text(errors="replace").strip()[-500:]
                raise ThreadlabError(say("server.failed", name=name, why=why))
            sleep(0.01)  # until the other process listens
        yield
    finally:
        server.send_signal(signal.SIGINT)  # what Ctrl+C sends: a quick and orderly end for both
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
