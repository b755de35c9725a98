"""Build × shape of code × threads, beside the recorded figures."""

from __future__ import annotations

from typing import Any

from threadlab.experiments.bench import Bench
from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.sharing.result import (
    SHAPES,
    TIMES,
    Sharing,
    recorded_sharing,
    sharing,
    sharing_chart,
)
from threadlab.lab.panel import choice, slider
from threadlab.words import say


def sharing_bench() -> None:
    """Chapter 16: build × shape of code × threads, beside the recorded figures."""
    builds = [this_build(), *free_threaded()]
    options: list[tuple[str, Any]] = [(say("sharing.all_builds"), "all")]
    options += [(build.name, build) for build in builds]
    shapes: list[tuple[str, Any]] = [(say("sharing.all_shapes"), SHAPES)]
    shapes += [(say(f"sharing.{shape}"), (shape,)) for shape in SHAPES]
    Bench(
        _measured,
        sharing_chart(recorded_sharing(), 2, TIMES),
        build=choice(say("sharing.build"), options),
        shapes=choice(say("measuring.shapes"), shapes),
        threads=slider(say("measuring.threads"), 2, 2, 8),
    ).show()


def _measured(build: Build | str, **options: Any) -> Sharing:
    return sharing(build=build if isinstance(build, Build) else None, **options)
