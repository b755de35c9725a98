"""Workers that hang, babble or die, in the pool and on a cluster."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.sandbox import needs_sandbox
from threadlab.grading.classroom import pool
from threadlab.grading.classroom.job import patience
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.intake.jobs import make_job

pytestmark = needs_sandbox


FAKE = """
import json, os, signal, socket, struct, sys
end = socket.socket(fileno=int(sys.argv[1]))
def pack(data):
    return struct.pack("!I", len(data)) + data
def take(count):
    data = b""
    while len(data) < count:
        part = end.recv(count - len(data))
        if not part:
            os._exit(0)
        data += part
    return data
ready = pack(json.dumps({"ready": 1}).encode())
while True:
    job = json.loads(take(struct.unpack("!I", take(4))[0]))["job"]
    if job == "hang":
        end.sendall(ready)
        signal.pause()
    elif job == "long":
        end.sendall(ready + bytes([255]) * 4)
        signal.pause()
    elif job == "no json":
        end.sendall(ready + pack(b"{"))
        signal.pause()
    elif job == "die":
        end.sendall(ready)
        os._exit(3)
    else:  # in one piece, as when the pool was busy meanwhile
        end.sendall(ready + pack(json.dumps({"result": job.upper()}).encode()))
"""


@pytest.fixture
def fakes(monkeypatch):
    """Workers that misbehave in the ways that their jobs name."""
    start = subprocess.Popen
    monkeypatch.setattr(
        pool.subprocess,
        "Popen",
        lambda line, **rest: start([sys.executable, "-c", FAKE, line[-1]], **rest),
    )


def test_a_worker_that_hangs_babbles_or_dies_costs_its_own_job_only(fakes):
    jobs = ["one", "hang", "long", "two", "no json", "die", "three"]
    with Pool(2, patience=lambda job: 0.2 if job == b"hang" else 60.0) as workers:
        given = workers.results([(name, name.encode()) for name in jobs])
        results = {key: (result, reason) for key, result, reason in given}
    assert {key: result for key, (result, _) in results.items()} == {
        "one": b"ONE", "two": b"TWO", "three": b"THREE",
        "hang": None, "long": None, "no json": None, "die": None,
    }  # fmt: skip
    assert "more than 0 s" in results["hang"][1]
    assert "not a result" in results["long"][1] and "not a result" in results["no json"][1]
    assert "died 5 times" in results["die"][1]


def test_workers_that_have_begun_before_there_are_jobs_do_them(plan):
    job = make_job(plan, b"", {})
    with Pool(2) as workers:
        workers.begin(1)
        assert len(workers.processes) == 1
        workers.begin(4)
        begun = sorted(workers.processes)
        assert len(begun) == 2
        results = [result for _, result, _ in workers.results([(n, job) for n in range(4)])]
        assert sorted(workers.processes) == begun
    assert len(results) == 4 and len(set(results)) == 1 and results[0] is not None


def test_the_patience_is_far_above_what_a_notebooks_cells_may_take(plan):
    assert patience(make_job(plan, b"", {})) > 60 + 40 * plan.limits.seconds


def test_on_a_cluster_each_job_has_a_process_and_a_limit_of_its_own(fakes, monkeypatch):
    from threadlab.grading.classroom import cluster

    monkeypatch.setattr(
        cluster._local,
        "pool",
        Pool(1, patience=lambda job: 0.2 if job == b"hang" else 60),
        raising=False,
    )
    try:
        assert cluster.grade_apart(b"one") == (b"ONE", "")
        result, reason = cluster.grade_apart(b"hang")
        assert result is None and "was stopped" in reason
        assert cluster.grade_apart(b"two") == (b"TWO", "")
    finally:
        cluster._local.pool.close()
