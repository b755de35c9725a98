"""The places of a program that touch something: what the rewriter notes, and the log counts on."""

from __future__ import annotations

from dataclasses import dataclass

READ, WRITE, CALL = "read", "write", "call"  # what a place does


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the program that touches something: what, and where in the source.

    `operation` is "read", "write" or "call", `name` the expression as the reader wrote it, `key`
    the variable's own name in `module`. `line` and `column` count from 1 and 0; what `deletes`
    is a write, too.
    """

    index: int
    operation: str
    name: str
    key: str
    module: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    deletes: bool = False
