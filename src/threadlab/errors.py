"""The one error that is meant to be read by a person and not by a programmer.

Where its sentence stands depends on who reads it. What students read is in words.toml (`say`), in
one place for translators. What instructors and contributors read stands in English beside the
check that raises it, where whoever changes the check sees it: a course is run, and its commands and
settings are called, in English.

    ThreadlabError
        NoAnswer            grading: a process gives no answer (wire/channel.py)
            Gone, Late, Babble
        NoSandbox           grading: there can be none on this machine (sandbox/client.py)
        Unreadable          grading: a file that is no notebook (intake/prepare.py)
"""

from __future__ import annotations

import re


class ThreadlabError(Exception):
    """Something a reader or an instructor can put right: whole sentences, what to do included."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook: the way through our code helps no reader."""
        return [str(self)]


def in_words(error: Exception) -> str:
    """An error in a few plain words, which can be stored and shown anywhere."""
    text = re.sub(r"[^\w .,:;'()/-]+", " ", str(error)).encode("utf-8", "replace").decode()
    return f"{type(error).__name__}: {text.strip()[:200]}".rstrip(": ")
