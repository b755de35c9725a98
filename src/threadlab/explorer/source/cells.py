"""The cells of the notebook that is running, as source of programs."""

from __future__ import annotations

import linecache
import sys
import types
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from threadlab.explorer.source.needed import needed
from threadlab.explorer.source.text import Part, read

# Cell magics whose body is ordinary code of the notebook, and ours, whose definitions count too.
_BODIES = ("time", "timeit", "capture", "prun", "record", "explore", "simulate", "play")


_own: list[Any] = []  # the shell of a page, which is not IPython's


def use(own: Any) -> None:
    """Have cells run in a shell that has as much of IPython's as is asked for here."""
    _own[:] = [own]


def shell() -> Any:
    """The running shell, IPython's or the one in use; None outside of a notebook."""
    if _own:
        return _own[0]
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def is_cell(function: types.FunctionType) -> bool:
    """Whether `function` was defined in a cell of the running notebook."""
    running = shell()
    return running is not None and function.__globals__ is running.user_ns


_run: list[str] = []  # the cells as they were run, whether the kernel keeps a history or not


def follow(kernel: Any) -> None:
    """Keep the cells that `kernel` runs from now on, and those that it remembers."""
    forget()
    _run.extend(kernel.history_manager.input_hist_raw)
    running = _running_source(kernel)
    if running and not (_run and kernel.transform_cell(_run[-1]).strip() == running.strip()):
        _run.append(running)  # a kernel without a history has forgotten the cell that it runs
    kernel.events.register("pre_run_cell", lambda info: _run.append(info.raw_cell))


def _running_source(kernel: Any) -> str:
    """The source of the cell that is running now, as the kernel has compiled it."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_globals is kernel.user_ns and frame.f_code.co_name == "<module>":
            return "".join(linecache.getlines(frame.f_code.co_filename))
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def forget() -> None:
    """Begin a new notebook."""
    _run.clear()


def begin(run: Sequence[str]) -> None:
    """Take these cells as what was run, the last one of them running."""
    _run[:] = run


def were_run() -> list[str]:
    """The cells as they were typed, in the order of execution; the last one is running."""
    return list(_run)


def sources(run: Sequence[str], *, but: str | None = None) -> list[str]:
    """The source of each cell of `run`, the running one without its body `but`."""
    kernel = shell()
    if kernel is None:
        return []
    cells = list(run)
    if but is not None and cells and cells[-1].rstrip().endswith(but.rstrip()):
        cells[-1] = ""
    return [_body(kernel, cell) for cell in cells]


def running_number() -> int:
    """The number of the cell that is running."""
    return len(_run) - 1


def _body(running: Any, cell: str) -> str:
    first, _, rest = cell.lstrip().partition("\n")
    if first.startswith("%%"):
        magic = first[2:].split()
        if not magic or magic[0] not in _BODIES:
            return ""
        cell = rest
    source = _python(cell)
    if not source:
        try:
            source = str(running.transform_cell(cell))
            read(source)
        except (SyntaxError, ValueError):
            return ""
    # line numbers stay as they are in the cell
    return "\n" + source if first.startswith("%%") else source


def _python(cell: str) -> str:
    """Return the cell as a kernel compiles it, if it is Python as it stands; "" if not."""
    if not cell[:1].strip():  # a kernel drops empty lines, and indentation
        return ""
    source = cell if cell.endswith("\n") else cell + "\n"
    try:
        read(source)
    except (SyntaxError, ValueError):
        return ""
    return source


def compiled(kernel: Any, cell: str) -> str:
    """The text of `cell`, a cell or what stands below its magic, as `kernel` compiles it."""
    return _python(cell) or str(kernel.transform_cell(cell))


def file_of(number: int, source: str) -> str:
    """A file name for cell `number`, under which tracebacks find its lines."""
    file = f"<cell {number}>"
    lines = source.splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)
    return file


def parts_for(
    names: Iterable[str],
    *,
    homes: Mapping[str, str] = MappingProxyType({}),
    but: str | None = None,
    run: Sequence[str] | None = None,
) -> tuple[tuple[Part, ...], set[str]]:
    """The parts of the notebook that define `names`, and the names that no cell defines.

    `homes` are the texts of cells where functions were made, each with the file into which the
    kernel compiled it: they are there even if none of their statements is needed. `but` is the body
    of the running cell, where that is a part of its own. `run` are the cells, if they are not those
    that this kernel has run.
    """
    cells = sources(_run if run is None else run, but=but)
    kept, missing = needed(cells, names, latest=True)
    parts = [
        Part(source, homes[source] if source in homes else file_of(number, source), keep)
        for number, (source, keep) in enumerate(zip(cells, kept, strict=True))
        if keep or source in homes
    ]
    gone = [Part(home, file, frozenset()) for home, file in homes.items() if home not in cells]
    return (*parts, *gone), missing
