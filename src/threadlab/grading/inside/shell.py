"""The shell in which a student's cells run: made once, before any room, and forked with each."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

_shells: list[Any] = []


def warm() -> None:
    """Import what notebooks and checks use and make the shell, once for all rooms."""
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    import threadlab
    import threadlab.explorer
    import threadlab.explorer.search.explore
    from threadlab.homework.checks import check_options

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders that there will be in a room only
        shell = InteractiveShell.instance(config=config, display_pub_class=DisplayPublisher)
    threadlab.load_ipython_extension(shell)
    with contextlib.redirect_stdout(io.StringIO()):
        shell.run_cell("import threading, time, queue, asyncio, concurrent.futures", silent=True)
        threadlab.explorer.explore("x = 1", runs=1)
        for source in ("", "elapsed()"):
            check_options("", source)
        compile("1", "<warm>", "eval")
    shell.reset(new_session=True)
    shell.user_ns["__spec__"] = None  # as in a kernel: who spawns a process asks __main__ for it
    _shells.append(shell)


def running() -> Any:
    """The shell that is ready."""
    return _shells[0]
