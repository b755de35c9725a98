"""Which of a student's texts the judge can read: not those that would keep it busy.

Reading is done outside the sandbox, and some of it takes more time than the text has characters:
IPython reads the whole cell again for each of its magics. So there is a bound on what is read and a
deadline for reading it. A text that is over them is run like any other, but as nobody knows what
is in it, whatever rests on the submission's word waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from threadlab.grading.judging import reading
from threadlab.grading.wire.deadline import Budget, TooLong

SECONDS_EACH = 2.0  # of work, for all looks at one text
SECONDS_ALL = 10.0
_MOST_CHARACTERS_EACH = 100_000  # honest cells have a twentieth of it
_MOST_CHARACTERS_ALL = 300_000
_MOST_TEXTS = 1000  # what has been read is remembered for twice as many
_MOST_TRANSFORMED = 1_000_000  # characters, each as often as IPython reads it
_SPECIAL = re.compile(r"^[ \t]*[%!?,;/]|\?[ \t]*$|=[ \t]*[%!]", re.M)  # IPython's own syntax


def unread(texts: Iterable[str]) -> list[int]:
    """Read all of a submission's texts; return the places of those that can't be read."""
    budget = Budget(SECONDS_EACH, SECONDS_ALL)
    found, characters = [], 0
    for number, text in enumerate(texts):
        characters += len(text)
        if (
            number >= _MOST_TEXTS or len(text) > _MOST_CHARACTERS_EACH
            or characters > _MOST_CHARACTERS_ALL
        ):  # fmt: skip
            found.append(number)
            continue
        try:
            with budget.look():
                if len(_SPECIAL.findall(text)) * len(text) > _MOST_TRANSFORMED:
                    raise TooLong
                reading.look(text)
        except TooLong:
            found.append(number)
    return found
