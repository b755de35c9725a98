"""Every sentence that a reader sees in a picture or under a widget, in one place for translators.

The sentences live in words.toml, one table a picture or widget; `say` fills them in.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("threadlab").joinpath("words.toml").read_text(encoding="utf-8"))


def say(key: str, /, **values: object) -> str:
    """Return the sentence `key`, a "table.name" of words.toml, with `{name}` filled in.

    Where a value `count` is given and is 1, "name_one" is preferred if there is one.
    Raises `KeyError` with the key if there is no such sentence.
    """
    table, name = key.split(".")
    try:
        sentences = _catalogue()[table]
        if values.get("count") == 1 and f"{name}_one" in sentences:
            name = f"{name}_one"
        return sentences[name].format(**values)
    except KeyError as error:
        raise KeyError(f"words.toml lacks '{key}' or its value {error}") from None
