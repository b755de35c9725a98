"""More and more tasks."""

from __future__ import annotations

import pytest

from threadlab.experiments.tasks_by_count import job


def test_what_could_not_be_started_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "run_tasks", lambda *_: {"started": 3, "seconds": 1.0})
    with pytest.raises(RuntimeError, match="no more than 3 could be started"):
        job.run("threads", [5], "wait", 0.1)
