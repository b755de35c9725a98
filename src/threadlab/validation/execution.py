"""Run a notebook from top to bottom in a kernel of its own, as a student would."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from traitlets.config import Config

SECONDS = 30  # for each cell, as with nbgrader

Progress = Callable[[int, int], None]


class _Client(NotebookClient):
    """Interrupts a cell that takes too long, so that its traceback says where it was."""

    async def _async_handle_timeout(self, timeout: int, cell: Any = None) -> None:
        if cell is None or cell.metadata.get("late"):  # it does not listen, either
            raise CellTimeoutError.error_from_timeout_and_cell("Timeout", timeout, cell)
        cell.metadata["late"] = True
        await self.km.interrupt_kernel()


async def run(
    notebook: Any, folder: Path, *, seconds: int | None = SECONDS, progress: Progress
) -> int:
    """Run the cells of `notebook` in place, and return how many cells could be run.

    `progress` is called before each cell of code with its number, from 1, and the number of all.
    A cell that takes longer than `seconds` is interrupted, and has metadata "late" afterwards; if
    that does not help, or the kernel dies, the cells behind it are not run.
    """
    client = _Client(
        notebook,
        timeout=seconds,
        allow_errors=True,
        store_widget_state=False,
        record_timing=False,
        kernel_manager_class=AsyncKernelManager,
        resources={"metadata": {"path": str(folder)}},
        shutdown_kernel="immediate",
        extra_arguments=["--HistoryManager.hist_file=:memory:"],
        config=_config(),
    )
    places = [place for place, cell in enumerate(notebook.cells)
              if cell.cell_type == "code" and cell.source.strip()]  # fmt: skip
    for cell in notebook.cells:
        cell.metadata.pop("late", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with _validating():
        async with client.async_setup_kernel():
            for number, place in enumerate(places):
                progress(number + 1, len(places))
                try:
                    await client.async_execute_cell(notebook.cells[place], place)
                except (CellTimeoutError, DeadKernelError):
                    return number
    return len(places)


def _config() -> Config:
    """Keep what goes to the kernel from others on the machine, where that can be had."""
    config = Config()
    if zmq.has("curve"):
        config.KernelManager.transport_encryption = "auto"
    return config


@contextmanager
def _validating() -> Iterator[None]:
    """Say to the kernel what nbgrader says to one that validates."""
    added = {"NBGRADER_VALIDATING": "1", "NBGRADER_EXECUTION": "validate"}
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
