"""A compiled pattern is plain data; one that nobody writes by hand is not."""

from __future__ import annotations

import re

import pytest

from threadlab.grading.wire.values import NotPlain, decode, encode


@pytest.mark.parametrize(
    "pattern",
    [re.compile("a(?P<b>c)", re.I | re.M), re.compile(b"[\x80-\xff]"), re.compile("é", re.A)],
    ids=lambda pattern: str(pattern.flags),
)
def test_a_pattern_comes_as_it_was(pattern):
    assert decode(encode(pattern)) == pattern
    assert decode(encode({"p": [pattern]})) == {"p": [pattern]}


def test_a_pattern_is_compiled_in_silence(capsys):
    found = encode(re.compile("a", re.DEBUG))
    capsys.readouterr()
    decode(found)
    assert not capsys.readouterr().out


def test_a_pattern_of_any_length_is_no_data():
    with pytest.raises(NotPlain):
        encode(re.compile("a" * 5000))
    with pytest.raises(ValueError, match="no encoded value"):
        decode(["pattern", "a" * 5000, encode(0)])
