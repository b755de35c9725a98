"""What a call of the explorer may say: anything else is a sentence, and never a verdict."""

from __future__ import annotations

import inspect
import math
from typing import Any

import pytest

from threadlab import explorer
from threadlab.errors import ThreadlabError
from threadlab.homework.checks import check_options
from threadlab.lab.options import options_of
from threadlab.lab.play import play
from threadlab.lab.vary import vary

CALLS = {call.__name__: call for call in (
    explorer.explore, explorer.outcomes, explorer.replay, explorer.simulate, explorer.step,
    play, vary,
)}  # fmt: skip
PROGRAM = "total = 1\nprint(total)\n"
FURTHER = {"replay": ["main"], "step": [()]}
# of each option what means nothing; others are taken by truth, or are looked at where they are used
ODD: dict[str, list[Any]] = {
    "clock": ["real", "Any", None, 1],
    "entry": [1, print],
    "goal": [3, True],
    "words": [3],
    "runs": [0, -1, 1.5, "5", None, True],
    "seconds": [0, -1, "5", None, math.nan, True],
    "seed": ["a", 1.5, -1, None],
    "steps": [0, -1, "5", None],
}
LOOKED_AT = {"program", "schedule", "choices", "of", "everything", "show", "draw", "constants"}
EVERY = [
    (name, option)
    for name, call in CALLS.items()
    for option in inspect.signature(call).parameters
    if option not in LOOKED_AT
]


@pytest.mark.parametrize(("name", "option"), EVERY)
def test_an_option_that_means_nothing_is_named_in_a_sentence(name: str, option: str) -> None:
    for value in ODD[option]:
        with pytest.raises(ThreadlabError, match=f"^“{option}” must be .* and not .*\\.$"):
            CALLS[name](PROGRAM, *FURTHER.get(name, []), **{option: value})


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_call_that_does_not_fit_says_how_it_is_made(name: str) -> None:
    with pytest.raises(ThreadlabError, match=rf"^{name}: missing .*'program'. Usage: {name}\("):
        CALLS[name]()
    if name not in ("vary",):
        with pytest.raises(ThreadlabError, match=r"'budget'. Usage: .*clock='"):
            CALLS[name](PROGRAM, *FURTHER.get(name, []), budget=5)


def test_a_variable_that_no_run_sets_has_no_outcomes() -> None:
    found = explorer.outcomes(PROGRAM, "total").found
    assert [one.values for one in found] == [(("total", "1"),)]
    with pytest.raises(ThreadlabError, match="sets no global totla"):
        explorer.outcomes(PROGRAM, "totla")
    with pytest.raises(ThreadlabError, match="as a text, such as “total”, and not as 1"):
        explorer.outcomes(PROGRAM, 1)


@pytest.mark.parametrize("line", ["--runs 0", "--seconds 0", "--seconds nan", "--seed -1"])
def test_behind_a_magic_a_number_that_means_nothing_is_refused_too(line: str) -> None:
    with pytest.raises(ThreadlabError, match="must be a"):
        options_of("explore", line)
    with pytest.raises(ThreadlabError, match="must be a"):
        check_options(line, "assert True")
