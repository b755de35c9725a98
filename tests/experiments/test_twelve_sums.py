"""The class's first experiment."""

from __future__ import annotations

import pytest

from threadlab import twelve_sums
from threadlab.experiments.builds import Build
from threadlab.experiments.kinds import process_kind
from threadlab.experiments.twelve_sums import result

BUILD = Build("python", "3.14.0", True, 4)
pytestmark = pytest.mark.usefixtures("only_this_build")


def test_twelve_sums_are_scaled_to_those_of_the_class(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def pretend(kind: str, work: str, steps: int, build: Build) -> float:
        asked.append((kind, work))
        return 0.1 if work == "empty" else 0.5

    monkeypatch.setattr(result, "_sums", pretend)
    found = twelve_sums(1_000_000, BUILD)
    assert found.here["serial"] == found.here["threads"] == pytest.approx(5.0)
    assert found.here["processes"] == pytest.approx(0.1 + 0.4 * 10), "the start counts once"
    assert found.threads_per_processes == pytest.approx(5.0 / 4.1)
    assert (process_kind(), "empty") in asked and ("interpreters", "cpu") in asked
    assert "12 × 1 million steps 5.00 s, recorded, the class's laptop 5.70 s" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_as_many_steps_as_in_the_class_are_not_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result, "_sums", lambda kind, work, steps, build: 3.0)
    found = twelve_sums(10_000_000, Build("python", "3.13.0", True, 2))
    assert set(found.here.values()) == {3.0} and "interpreters" not in found.here
    assert "scaled" not in repr(found)


def test_twelve_sums_are_really_done() -> None:
    found = twelve_sums(2000)
    assert set(found.here) >= {"serial", "threads", "processes", "asyncio"}
    assert all(seconds > 0 for seconds in found.here.values())
    assert found.steps == 2000
