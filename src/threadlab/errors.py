"""The one error that is meant to be read by a person and not by a programmer."""

from __future__ import annotations


class ThreadlabError(Exception):
    """Something a reader or an instructor can put right: whole sentences, what to do included."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: the way through our code helps no reader."""
        return [str(self)]
