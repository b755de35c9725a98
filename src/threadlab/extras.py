"""What is installed only on request, and the sentence that says how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from threadlab.errors import ThreadlabError
from threadlab.words import say

# Packages that come with an extra of pyproject.toml, by the name under which they are imported.
EXTRA_OF = {
    "jupyterlab": "course",
    "nbgrader": "course",
    "nbclient": "course",
    "nbconvert": "course",
    "nbformat": "course",
    "zmq": "course",
    "sqlalchemy": "course",
    "tqdm": "course",
    "traitlets": "course",
    "psycopg": "servers",
    "redis": "servers",
    "rq": "servers",
    "httpx": "servers",
    "matplotlib": "charts",
    "distributed": "cluster",
}


@contextmanager
def needed() -> Iterator[None]:
    """Around imports of what comes with an extra: where it is missing, say which one brings it.

    Raises `ThreadlabError` then.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA_OF:
            raise
        words = say("package.missing", package=package, extra=EXTRA_OF[package])
        raise ThreadlabError(words) from None
