"""A %%check cell in a room of its own: the explorer runs there, and no cell has run before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

SECONDS = 10.0
RUNS = 50_000
MOST_EVENTS = 2000


def explored(order: dict[str, Any], asked: Callable[[], bool]) -> dict[str, Any]:
    """Explore the check `order["body"]` after the cells `order["cells"]`; return the verdict.

    `order["line"]` is what stands behind %%check in its first line. If it fails, `asked` is called:
    whether somebody wants to be told how.
    """
    from threadlab.errors import ThreadlabError
    from threadlab.explorer.search.explore import searched
    from threadlab.explorer.source import cells
    from threadlab.lab.magics import check_options, text_of_cell

    cells.forget()
    cells.remember([*order["cells"], f"%%check {order['line']}\n{order['body']}"])
    try:
        text = text_of_cell(order["body"], exact=True)
        options = check_options(order["line"], text)
        search = searched(
            text,
            clock=options.clock,
            seconds=min(options.seconds, order["seconds"]),
            runs=options.runs,
            seed=options.seed,
        )
        if search.failed and not asked():
            return {"status": "failed"}
        verdict = search.tell()
    except ThreadlabError as error:
        return {"status": "failed", "kind": "unsupported", "message": str(error), "schedule": ""}
    data: dict[str, Any] = {
        "status": verdict.status, "kind": verdict.kind, "schedule": verdict.schedule,
        "message": verdict.message, "clock": verdict.clock,
    }  # fmt: skip
    run = verdict.run
    if run is not None:
        data["run"] = {
            "events": [asdict(event) for event in run.events[:MOST_EVENTS]],
            "message": run.message,
            "elapsed": run.elapsed,
            "output": run.output[:10_000],
            "holds": dict(run.holds), "waits": dict(run.waits), "names": dict(run.names),
        }  # fmt: skip
    return data
