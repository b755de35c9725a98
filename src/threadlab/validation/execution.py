"""Run a notebook from top to bottom in a kernel of its own, as a student would."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import zmq
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

from threadlab.homework.checks import CHECK_SECONDS
from threadlab.homework.tasks import is_locked
from threadlab.validation.stacks import places
from threadlab.validation.watched import VARIABLE

SECONDS = 30  # for each cell, as with nbgrader
_MORE = 2.5  # times as much for a check, whose seconds are those of its work, and which tells them
_ASKED = 15  # times, where it is
_FILE = str(Path(__file__).with_name("watched.py"))
# Not imported, as that would import threadlab, which a notebook is to do for itself.
_WATCHED = f"__import__('runpy').run_path({_FILE!r})['watch'](get_ipython())"
_PATIENCE_SECONDS = 20.0  # seconds from an interrupt to the end of a kernel that does not listen

Progress = Callable[[int, int], None]


class _Client(NotebookClient):
    """Asks a cell that takes too long where it is, and interrupts it."""

    stack: Path  # that the kernel writes when it is asked …
    known: int = 0  # … and how many bytes of it are an earlier answer
    impatient: Any = None

    async def _async_handle_timeout(self, timeout: int, cell: Any = None) -> None:
        if cell is None or "late" in cell.metadata:
            raise CellTimeoutError.error_from_timeout_and_cell("Timeout", timeout, cell)
        cell.metadata["late"] = timeout
        if hasattr(signal, "SIGUSR1"):
            await self._ask(cell)
        await self.km.interrupt_kernel()
        loop = asyncio.get_running_loop()
        self.impatient = loop.call_later(_PATIENCE_SECONDS, self.task_poll_for_reply.cancel)

    async def _ask(self, cell: Any) -> None:
        """Ask the kernel where it is, until it is in an answer: a check is between runs at times.

        Its answer takes a while on a busy machine.
        """
        for _ in range(_ASKED):
            self.known = len(self.said())
            with suppress(OSError, AttributeError):  # it has ended, or runs somewhere else
                os.kill(self.km.provisioner.pid, signal.SIGUSR1)  # and not its children
            for _ in range(10):
                await asyncio.sleep(0.02)
                if self.note(cell):
                    break
            stack = cell.metadata.get("stack", ())
            if any(not is_locked(self.nb.cells[place]) for place, _ in stack):
                break

    def said(self) -> bytes:
        """What the kernel has written down so far of where it was."""
        try:
            return self.stack.read_bytes()
        except OSError:
            return b""

    def note(self, cell: Any) -> bool:
        """Note in a cell where in the notebook its thread is, or was at the end; was it known?"""
        cells = self.nb.cells
        now = next(place for place, one in enumerate(cells) if one is cell)
        text = self.said()[self.known :].decode(errors="replace")
        found = places(text, cells, now)
        if found:
            cell.metadata["stack"] = [list(place) for place in found]
        return bool(found)

    def be_patient(self) -> None:
        """Forget that a cell was interrupted: it has ended."""
        if self.impatient is not None:
            self.impatient.cancel()
            self.impatient = None


async def run(
    notebook: Any, folder: Path, *, seconds: int | None = SECONDS, progress: Progress
) -> int:
    """Run the cells of `notebook` in place, and return how many cells could be run.

    `progress` is called before each cell of code with its number, from 1, and the number of all.
    A cell that takes longer than `seconds` is interrupted, and has metadata "late" afterwards, the
    seconds; if that does not help, or the kernel dies, the cells behind it are not run. Of both the
    metadata "stack" says where in the notebook it was: cell and line, innermost first.
    """
    with TemporaryDirectory() as kept:
        return await _run(notebook, folder, seconds, progress, Path(kept, "stack"))


async def _run(
    notebook: Any, folder: Path, seconds: int | None, progress: Progress, stack: Path
) -> int:
    client = _Client(
        notebook,
        timeout_func=lambda cell: _limit(cell, seconds),
        allow_errors=True,
        store_widget_state=False,
        record_timing=False,
        kernel_manager_class=AsyncKernelManager,
        resources={"metadata": {"path": str(folder)}},
        shutdown_kernel="immediate",
        extra_arguments=[
            "--HistoryManager.hist_file=:memory:",
            f"--IPKernelApp.exec_lines={[_WATCHED]!r}",
        ],
        config=_config(),
    )
    client.stack = stack
    order = [place for place, cell in enumerate(notebook.cells)
             if cell.cell_type == "code" and cell.source.strip()]  # fmt: skip
    for cell in notebook.cells:
        for name in ("late", "stack"):
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with _validating(stack):
        async with client.async_setup_kernel():
            for number, place in enumerate(order):
                progress(number + 1, len(order))
                try:
                    await client.async_execute_cell(notebook.cells[place], place)
                except (CellTimeoutError, DeadKernelError):
                    if "stack" not in notebook.cells[place].metadata:  # it has crashed
                        client.note(notebook.cells[place])
                    return number
                finally:
                    client.be_patient()
    return len(order)


def _limit(cell: Any, seconds: int | None) -> int | None:
    """How long a cell may take: the time that a check may, it says itself when that is over."""
    if seconds is None or not cell.source.lstrip().startswith("%%check"):
        return seconds
    return int(seconds * _MORE) if seconds >= CHECK_SECONDS else seconds


def _config() -> Config:
    """Keep what goes to the kernel from others on the machine, where that can be had."""
    config = Config()
    if zmq.has("curve"):
        config.KernelManager.transport_encryption = "auto"
    return config


@contextmanager
def _validating(stack: Path) -> Iterator[None]:
    """Say to the kernel what nbgrader says to one that validates, and where its stack goes."""
    added = {
        "NBGRADER_VALIDATING": "1",
        "NBGRADER_EXECUTION": "validate",
        VARIABLE: str(stack),
    }
    before = {name: os.environ.get(name) for name in added}
    os.environ.update(added)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
