"""Kernels of the instructor's lab: what a student has handed in is run when somebody asks for it.

A kernel starts in the folder of its notebook, and Python looks there first for what to import: a
file ipykernel_launcher.py beside the notebook is enough to be run by whoever opens it. So in a
folder of a student's no kernel starts but one, which has to be chosen by its name. It starts in an
empty folder, and neither it nor what it starts imports anything from where it is.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import List, Unicode

from threadlab.words import say

KERNEL = "threadlab-submission"  # as its folder in settings/instructor/share/kernels is called


class CarefulKernels(AsyncMappingKernelManager):
    """Starts kernels as ever, but for those in a folder that a student has filled."""

    student_folders = List(
        Unicode(),
        ["submitted", "autograded", "feedback", "downloaded", "exchange", "students"],
        help="Folders in which lies what students have handed in, wherever in the course.",
    ).tag(config=True)

    def __init__(self, **named: Any):
        super().__init__(**named)  # type: ignore[no-untyped-call]
        self._empty = tempfile.TemporaryDirectory(prefix="threadlab-", ignore_cleanup_errors=True)

    def is_students(self, path: str) -> bool:
        """Whether a folder, as the lab names it, is one that a student has filled."""
        folder = self.cwd_for_path(path)  # type: ignore[no-untyped-call]
        there = os.path.relpath(os.path.realpath(folder), os.path.realpath(self.root_dir))
        return not {*Path(path).parts, *Path(there).parts}.isdisjoint(self.student_folders)

    async def _async_start_kernel(
        self, *, kernel_id: str | None = None, path: Any = None, **named: Any
    ) -> str:
        if path is not None and self.is_students(path):
            if named.get("kernel_name") != KERNEL:
                raise HTTPError(409, say("course.not_by_itself", folder=path))
            path, named["cwd"] = None, tempfile.mkdtemp(dir=self._empty.name)
        return await super()._async_start_kernel(kernel_id=kernel_id, path=path, **named)

    start_kernel = _async_start_kernel
