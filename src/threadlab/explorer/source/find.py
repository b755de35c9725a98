"""What to explore: a function, source text or a Text, and the text that it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source.functions import text_of_function
from threadlab.explorer.source.text import Part, Text, entry_of, remember
from threadlab.words import say


def text_of(program: Callable[..., Any] | str | Text, entry: str | None = None) -> Text:
    """Find the source of `program`: a function, source text with the name of its entry, or a Text.

    Raises `ThreadlabError` if the source is not to be had.
    """
    if isinstance(program, Text):
        return program
    if isinstance(program, str):
        source = textwrap.dedent(program)
        name = entry_of(source, entry)
        return Text((Part(source, remember(source)),), name, "program" if name else "__main__")
    if isinstance(program, type):
        raise ThreadlabError(say("program.is_class", name=program.__name__))
    if not callable(program):
        raise ThreadlabError(say("program.not_callable", what=type(program).__name__))
    return text_of_function(program)
