"""Every story that a test of the explorer has told is one that can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.stories import Told, faults


@pytest.fixture(autouse=True)
def what_is_told_can_be_read() -> Iterator[None]:
    """Look at the story of each failing run, whatever the test is about."""
    with Told() as runs:
        yield
    found = {fault: run for run in runs for fault in faults(run)}
    for fault, run in found.items():
        pytest.fail(f"Its story has {fault}\n{run.story}")
