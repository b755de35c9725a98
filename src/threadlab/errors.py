"""The one error that is meant to be read by a person and not by a programmer."""

from __future__ import annotations


class ThreadlabError(Exception):
    """Something a reader or an instructor can put right: whole sentences, what to do included."""
