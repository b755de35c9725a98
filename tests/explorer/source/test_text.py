"""The texts of programs, and the names under which tracebacks find their lines."""

from __future__ import annotations

import linecache

import pytest

from threadlab.explorer.source.text import remember


def test_a_text_is_known_again_without_a_look_at_all_others(monkeypatch):
    """Else the ten-thousandth program of a process waits longer for its name than for its runs."""

    class Cache(dict):
        def items(self):
            pytest.fail("All texts were looked at.")

    monkeypatch.setattr(linecache, "cache", Cache(linecache.cache))
    name = remember("x = 'known again'")
    assert remember("x = 'another'") != name
    assert remember("x = 'known again'") == name
    linecache.cache.clear()  # as `linecache.clearcache` does, whoever calls it
    assert remember("x = 'known again'") == name
    assert linecache.getline(name, 1) == "x = 'known again'"
