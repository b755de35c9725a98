"""The folder in which `%%program` cells write their programs, and tests look for them."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_PREFIX = "threadlab-kernel-"


def _sweep() -> None:
    """Throw away the folders of kernels that were killed and could not do it themselves."""
    if os.name != "posix":
        return
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).split("-")[0]
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (OSError, ValueError):
            continue  # somebody else's, and alive


@cache
def _workshop() -> TemporaryDirectory[str]:
    _sweep()
    folder = TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
    sys.path.append(folder.name)  # what a program has written down can be imported by a cell
    return folder


def workshop() -> Path:
    """Return the folder in which the programs of this kernel lie; it goes when the kernel ends."""
    return Path(_workshop().name).resolve()
