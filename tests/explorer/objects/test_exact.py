"""Objects are compared by what they are, not by what they say."""

from __future__ import annotations

from threadlab.explorer.objects.exact import among, same


class Anything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


def test_an_object_that_equals_everything_equals_nothing():
    assert (
        not same(Anything(), 1)
        and not same([Anything()], [1])
        and not same({1: Anything()}, {1: 1})
    )
    assert not among(1, [Anything()]) and not same({Anything()}, {1}) and not same((1,), [1])
    assert not same(True, 1) and not same("1", 1) and not same(None, 0)
    assert same([1, {"a": (2.0, None)}, {3}], [1, {"a": (2, None)}, {3}]) and among(1, [2, 1])
