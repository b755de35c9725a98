"""Compile what a page's Python loads: run in that very Python, under node, by compiled.mjs.

Python compiles each module when it is first imported, and a page forgets what it has compiled; a
phone would do it again each time. So the code lies in the archives beside the text, where Python's
own importers look for it. They take it if it is of their version, and the text if it is not.
"""

from __future__ import annotations

import shutil
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from marshal import dumps

HOME = "/lib/threadlab"
_UNCHECKED = 1  # code that is taken without a look at its text, which never changes here
_DATE = (2026, 1, 1, 0, 0, 0)  # the same bytes each time


def compiled(archive: str) -> list[str]:
    """Add its code to `archive`, which holds threadlab, and to a copy of Python's own library.

    Returns the paths of both. Of the library that code is added which is wanted at the beginning.
    """
    sys.path.insert(0, HOME)
    from threadlab.web import stacks

    stacks.install()
    import threadlab.web.desk  # noqa: F401

    (library,) = (path for path in sys.path if path.endswith(".zip"))
    wanted = {module.__spec__.origin for module in [*sys.modules.values()] if module.__spec__}
    copied = shutil.copyfile(library, "/tmp/library.zip")
    _add(copied, library, lambda name: f"{name}c", lambda place: place in wanted)
    _add(archive, HOME, cache_from_source, lambda place: True)
    return [copied, archive]


def _add(archive: str, home: str, at: Callable[[str], str], wants: Callable[[str], bool]) -> None:
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for name, text in [*_modules(opened)]:
            place = f"{home}/{name}"
            if not wants(place):
                continue
            code = dumps(compile(text, place, "exec", dont_inherit=True, optimize=0))
            entry = zipfile.ZipInfo(at(name), _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            head = MAGIC_NUMBER + struct.pack("<I", _UNCHECKED) + source_hash(text)
            opened.writestr(entry, head + code)


def _modules(opened: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in opened.namelist():
        if name.endswith(".py"):
            yield name, opened.read(name)
