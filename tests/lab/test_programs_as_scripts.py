"""Cells that are scripts, the servers they talk to, and what is shown where one is lacking."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.request import urlopen

import pytest

from support.processes import is_running
from support.project import PROJECT
from threadlab import postgres, ps, redis_server, slow_api
from threadlab.errors import ThreadlabError
from threadlab.homework import workshop
from threadlab.lab.programs import needs, script, servers

STORED = PROJECT / "src/threadlab/lab/data/stored"


def run(capsys: pytest.CaptureFixture[str], body: str, line: str = "") -> str:
    script.program_cell(line, body)
    return capsys.readouterr().out


def need(name: str) -> None:
    """Skip where something is lacking; in CI that is a failure."""
    if missing := needs.lacking([name]):
        if os.environ.get("CI"):
            pytest.fail(f"{missing[0]} is needed here")
        pytest.skip(f"this machine lacks {missing[0]}")


def test_a_program_is_run_as_a_script_and_its_errors_name_no_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "print(__name__)\nimport sys\nprint('err', file=sys.stderr)") == (
        "__main__\nerr\n"
    )
    told = run(capsys, "import json\njson.loads('{')", "fails.py")
    assert 'File "fails.py", line 2' in told and 'File "json/__init__.py"' in told
    assert told.endswith("(ended with exit status 1)\n") and str(Path.home()) not in told


def test_one_program_can_import_another_one_and_spawn_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "def half(n):\n    return n // 2\n", "halves.py --only-write") == (
        "halves.py is written.\n"
    )
    body = (
        "import multiprocessing\nfrom halves import half\nif __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(pool.map(half, [8, 6]))\n"
    )
    assert run(capsys, body) == "[4, 3]\n"
    sys.modules.pop("halves", None)
    from halves import half  # type: ignore[import-not-found]  # a cell can import it, too

    assert half(10) == 5


def test_what_runs_too_long_is_stopped_with_its_children(
    capsys: pytest.CaptureFixture[str],
) -> None:
    need("posix")
    body = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(child.pid)\ntime.sleep(600)\n"
    )
    told = run(capsys, body, "--seconds 1")
    assert told.endswith("(stopped after 1 s)\n")
    child, deadline = int(told.split()[0]), monotonic() + 5
    while is_running(child) and monotonic() < deadline:  # what was killed needs a moment to end
        sleep(0.01)
    assert not is_running(child)


def test_a_signal_that_ended_a_program_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    need("posix")
    told = run(capsys, "import os\nos.kill(os.getpid(), 9)\n")
    assert told == "(ended by the signal SIGKILL)\n"


def test_where_something_is_lacking_the_stored_output_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script, "_stored_file", lambda name: tmp_path / f"{name}.txt")
    monkeypatch.setenv(script.STORE, "1")
    assert run(capsys, "print('state: Z')", "walking.py --needs posix") == "state: Z\n"
    monkeypatch.setitem(needs._NEEDS, "posix", lambda: False)
    told = run(capsys, "print('not run')", "walking.py --needs posix")
    assert told == (
        "This machine lacks Linux or macOS. The same program, run when this book was made:\n"
        "state: Z\n"
    )
    with pytest.raises(ThreadlabError, match="none of its output is stored"):
        run(capsys, "print('not run')", "other.py --needs posix")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--needs wings", "--needs wings is not known; there are linux"),
        ("../up.py", "can't be the name of a program"),
        ("program.txt", "can't be the name of a program"),
        ("--seconds soon", "invalid float value"),
    ],
)
def test_a_line_that_makes_no_sense_is_answered_with_a_sentence(line: str, words: str) -> None:
    with pytest.raises(ThreadlabError, match=words):
        script.program_cell(line, "print(1)")


def test_folders_of_killed_kernels_are_swept_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    need("posix")
    monkeypatch.setattr(workshop, "gettempdir", lambda: str(tmp_path))
    dead, alive, odd = (tmp_path / f"threadlab-kernel-{name}-x" for name in
                        (2**22 + 1, os.getpid(), "one"))  # fmt: skip
    for folder in (dead, alive, odd):
        folder.mkdir()
    workshop._sweep()
    assert [folder.exists() for folder in (dead, alive, odd)] == [False, True, True]


def test_every_program_with_needs_has_its_output_stored_for_those_who_lack_them() -> None:
    names = set()
    for path in (PROJECT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            first = "".join(cell["source"]).split("\n")[0]
            if cell["cell_type"] == "code" and first.startswith("%%program") and "--needs" in first:
                found = re.search(r"(\w+)\.py", first)
                assert found, f"{path.name}: {first} names no program"
                assert found[1] not in names, f"{found[1]} is the name of two programs"
                names.add(found[1])
                kept = "".join("".join(output.get("text", "")) for output in cell["outputs"])
                # all of it, or what follows the sentence that the book's own Python is too old
                own = "--needs python3" not in first
                told = kept if own else kept.removeprefix(kept.split("\n")[0])
                assert script.stored(found[1]).strip() in {kept.strip(), told.strip()}, found[1]
    assert names == {path.stem for path in STORED.glob("*.txt")}


def test_postgres_runs_for_the_length_of_a_block_and_leaves_nothing() -> None:
    need("postgres")
    import psycopg

    with postgres() as address:
        with psycopg.connect(address) as ann, psycopg.connect(address) as bob:
            ann.execute("create table office (left_over int)")
            ann.execute("insert into office values (3)")
            ann.commit()
            assert bob.execute("select left_over from office").fetchone() == (3,)
        folder = Path(address.split("host=")[1])
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_redis_runs_for_the_length_of_a_block_even_if_it_fails() -> None:
    need("redis")
    import redis

    with pytest.raises(ZeroDivisionError), redis_server() as address:
        client = redis.Redis.from_url(address)
        client.rpush("line", "a", "b")
        assert client.lpop("line") == b"a"
        raise ZeroDivisionError
    with pytest.raises(redis.ConnectionError):
        client.ping()


def test_a_server_that_is_lacking_or_does_not_start_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(needs._NEEDS, "redis", lambda: False)
    with pytest.raises(ThreadlabError, match="Redis is not installed"), redis_server():
        pass
    need("posix")
    with (
        servers._folder() as (folder, who),
        pytest.raises(ThreadlabError, match="Broken did not start: no room"),
        servers._running("Broken", ["sh", "-c", "echo no room; exit 1"], folder, who, bool),
    ):
        pass


def test_ps_shows_its_command_and_the_process(capsys: pytest.CaptureFixture[str]) -> None:
    need("posix")
    ps(os.getpid())
    told = capsys.readouterr().out
    assert told.startswith(f"$ ps -o pid,ppid,stat,comm -p {os.getpid()}\n")
    assert str(os.getppid()) in told


def test_the_slow_api_answers_many_callers_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    together, callers = 0, 20
    with slow_api(0.2) as address, ThreadPoolExecutor(callers) as pool:
        begin = perf_counter()
        answers = list(pool.map(lambda n: ask(f"{address}/?ask=no%20{n}"), range(callers)))
        together = perf_counter() - begin
    assert answers == [{"ask": f"no {n}", "answer": f"NO {n}"} for n in range(callers)]
    assert 0.2 <= together < 0.2 * callers
    with pytest.raises(OSError, match="refused"):
        ask(address)


def ask(address: str) -> object:
    with urlopen(address) as answer:
        return json.loads(answer.read())
