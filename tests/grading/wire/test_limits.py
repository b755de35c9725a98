"""Limits of an assignment."""

from __future__ import annotations

import pytest

from threadlab.errors import ThreadlabError


def test_limits_come_from_the_notebook_and_odd_ones_are_refused():
    from threadlab.grading.wire.limits import Limits

    assert Limits.of({"threadlab": {"limits": {"seconds": 2, "memory": 1e8}}}).memory == 10**8
    for odd in ({"minutes": 3}, {"seconds": "4"}, {"seconds": 0}, {"seconds": True}):
        with pytest.raises(ThreadlabError):
            Limits.of({"threadlab": {"limits": odd}})
