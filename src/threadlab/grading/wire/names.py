"""Names that mean the same on both sides of the wall, in the code that is sent through it."""

from __future__ import annotations

CHECK = "__check__"  # in a room: offers a claim to the judge
HOLDS = "__holds__"  # in a room: a comparison that a test makes in a statement
OPERAND = "__operand__"  # in a room: what another operator of a test is about to ask
KIND = "__kind__"  # in a room: the argument of a function that gives a class of the test's own
RENEW = "__renew__"  # in a room: puts methods of an instructor's class back
GUARD = "__guard__"  # in a room: guards the functions of an instructor's module
LOOK = "__look__"  # in a room: getattr by a variable, in a student's cell
OBJECT = "__object__"  # around what a test uses as an object only
OPERATE = "__operate__"  # in a room: an operator of which that is known, or a person looks
PUT = "__put__"  # in a room: setattr by a variable there
REAL = "__real__"  # in a room: its real built-ins, whatever names a student has given away
LOOK_INTO = "__look_into__"  # in a room: sees what is in objects that are compared
PARTS = "__parts__"  # in a room: what is in a list or the like that stayed there
SAME = "__same__"  # in a room: whether two things that stayed there are equal
CALCULATE = "__calculate__"  # in a room: an operator of something that stayed there
OBJECTS = "__objects__"  # in a room: what was no plain data and has stayed there
ASK = "__ask__"  # with the arbiter: what an answer gives
COMPARE = "__compare__"  # with the arbiter: a chain of comparisons
COMPARE_EACH = "__compare_each__"  # the same, where the result of arrays may be an array

# Built-ins that depend on nothing but the data they are given.
_PURE_TEXT = """
    abs all any ascii bin bool bytes chr complex dict divmod enumerate filter float
    format frozenset hex int len list map max min oct ord range repr reversed
    round set slice sorted str sum tuple zip True False None Exception ValueError
    TypeError KeyError IndexError ZeroDivisionError RuntimeError NameError AttributeError
"""
PURE = frozenset(_PURE_TEXT.split())
