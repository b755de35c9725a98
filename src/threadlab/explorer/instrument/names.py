"""The hooks: what a rewritten program calls at its scheduling points, and why.

The rewriter (points.py, matching.py) puts them into the program's text, hooks.py says what they do,
telling/notes.py notes values besides. A test holds all three to this table, and tries its examples:
each is a line of the program that is rewritten to one with the hook in it, in a module like this:

    total = 0; total = 1                    # assigned twice: a variable that threads share
    class Shelf: books = 0; room = []
    def example(shelf, rows, text, point):
        global total
        count = 0
        def inner(): nonlocal count; count = 1
        …                                   # the example

What comes first in a call is the site, the number of the place in the text. Names of hooks begin
with an @, which no name of a program can.
"""

from __future__ import annotations

from typing import NamedTuple


class Hook(NamedTuple):
    """A hook: its `name` in rewritten code, what it means, and a `line` that brings it about.

    `told` ones are only in a program whose run is told, `exact` ones in a check.
    """

    name: str
    meaning: str
    line: str = ""
    told: bool = False
    exact: bool = False


HOOKS = (
    # Variables.
    Hook("@g", "A variable of the module is about to be read.", "print(total)"),
    Hook(
        "@w",
        "A variable of the module is about to get the value that the hook gives back.",
        "total = 2",
    ),
    Hook(
        "@c",
        "A variable that a function shares with its inner functions is about to be read.",
        "print(count)",
    ),
    Hook(
        "@cw",
        "A variable that a function shares with its inner functions is about to get the value.",
        "count = 2",
    ),
    Hook(
        "@s",
        "A new object stands for this call of a function, as the owner of its shared variables.",
        "def outer():\n    seen = 0\n    def inner():\n        nonlocal seen\n        seen = 1",
    ),
    # Attributes and namespaces.
    Hook("@o", "An attribute of the object is about to be read.", "shelf.books = shelf.books"),
    Hook("@ow", "An attribute of the object is about to be set or deleted.", "shelf.books = 2"),
    Hook(
        "@vars",
        "The object's namespace: what is done to it is done to the attributes.",
        "shelf.__dict__",
    ),
    Hook("@fields", "The object is about to get another namespace.", "shelf.__dict__ = {}"),
    Hook("@hide", "The first statement of a module: takes the hooks out of its sight."),
    # Items and whole containers.
    Hook("@gi", "Read an item.", "rows[0]"),
    Hook("@si", "Set an item.", "rows[0] = 1"),
    Hook("@di", "Delete an item.", "del rows[0]"),
    Hook(
        "@st",
        "An item is about to be set by an expression, in which no statement can stand.",
        "[0 for rows[0] in text]",
    ),
    Hook("@slice", "Python's own slice, whatever the program calls so.", "rows[1:]"),
    Hook("@in", "Look for an item in a container.", "text in rows"),
    Hook(
        "@among",
        "Look for an item in a container, by the exact comparison of checks.",
        "text in rows",
        exact=True,
    ),
    Hook("@rd", "A container is about to be looked at as a whole.", "not rows"),
    Hook("@deep", "A container is about to be looked at, and what is in it.", "f'{rows}'"),
    Hook(
        "@wr",
        "An object is about to be changed in place, if it can be, with what the hook gives back.",
        "rows += text",
    ),
    Hook("@op", "An operator that may look into both of its operands.", "rows == text"),
    # Loops and handlers.
    Hook("@it", "Iterate, with a point before each item.", "[row for row in rows]"),
    Hook("@yf", "Iterate for `yield from`, which sends things in, too.", "yield from rows"),
    Hook("@t", "A turn of a `while` loop.", "while text: pass"),
    Hook("@f", "A turn of a `for` loop, which has an end as a rule.", "for row in (1, 2): pass"),
    Hook(
        "@x",
        "A handler that may catch everything has begun: what ends the run goes through.",
        "try: pass\nexcept: pass",
    ),
    # Calls.
    Hook("@call", "Call something that may not be the program's own.", "rows.append(text)"),
    Hook(
        "@fn",
        "A value that may be a function that is not the program's own, and is called later.",
        "text = rows.append",
    ),
    Hook("@no", "A name that leads out of the program: the run ends here.", "shelf.__globals__"),
    # Patterns of `match`.
    Hook(
        "@mc",
        "Whether the subject is of the class of a pattern.",
        "match point:\n    case Shelf(): pass",
    ),
    Hook(
        "@ma",
        "The attribute of the subject that a pattern names.",
        "match point:\n    case Shelf(books=0): pass",
    ),
    Hook(
        "@mp",
        "The attribute of the subject that is at a place in its class's __match_args__.",
        "match point:\n    case Shelf(0): pass",
    ),
    Hook(
        "@ms",
        "The items of a sequence that is the subject, taken apart.",
        "match point:\n    case [first, *rest]: pass",
    ),
    Hook(
        "@mk",
        "The values for the keys of a mapping that is the subject.",
        "match point:\n    case {'x': 0}: pass",
    ),
    Hook(
        "@absent",
        "No hook but a value: what stands for a part that the subject does not have.",
        "match point:\n    case Shelf(books=0): pass",
    ),
    # What only a run that is told is asked.
    Hook("@v", "The value that has been read.", "print(total)", told=True),
    Hook("@n", "The value that an attribute is about to get.", "shelf.books = 2", told=True),
    Hook(
        "@assert",
        "The comparison of an assertion, with both of its sides.",
        "assert rows == text",
        told=True,
    ),
    Hook("@other", "An assertion that is no comparison.", "assert text", told=True),
)
