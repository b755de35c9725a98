"""Every way in which a program can end, as the reduction finds it; random runs add none."""

from __future__ import annotations

from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.ending import kind_of, signature


def all_outcomes(
    ready: Stage, most: float = float("inf"), *, sections: bool = True
) -> set[object] | None:
    """Every way in which the program can end; None if there are more than `most` runs to try.

    Without `sections` all that is done with locks is a step of its own.
    """
    world = ready.world
    reduction = Reduction(len(ready.sites), sections=sections)
    found: set[object] = set()
    for planned in reduced(ready, reduction):
        most -= 1
        if most < 0:
            return None
        if world.ending == "diverged":
            assert world.missed == planned - 1, "The program is not the same in each run."
        elif world.ending != "redundant" or kind_of(ready) is not None:
            found.add(outcome(ready))
    return found


def outcome(ready: Stage) -> object:
    """How the run ended, with the plain globals and what was printed."""
    plain = (int, float, str, bool, list, dict, set, tuple, type(None))
    state = {
        name: repr(value)
        for name, value in ready.names.items()
        if name[0] not in "_@" and type(value) in plain and "<" not in repr(value)
    }
    printed = sorted(text for _, text in ready.world.output)
    return kind_of(ready), signature(ready), tuple(sorted(state.items())), tuple(printed)
