"""What a room has shown, as a notebook's outputs: what a browser only shows, and no more."""

from __future__ import annotations

import re
import textwrap
from contextlib import suppress
from typing import Any

from threadlab.grading.judging.markup import KEPT
from threadlab.grading.wire.deadline import Budget, TooLong

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_PICTURES = ("image/png", "image/jpeg")
_MOST_TEXT_CHARACTERS = 64 * 2**10  # of one text
_MOST_CHARACTERS = 8 * 2**20  # of a submission
_LOOK_SECONDS_EACH, _LOOK_SECONDS = 1.0, 5.0  # of work, to see what of an output only shows


class Outputs:
    """Makes outputs of one submission, as much as is kept of them."""

    def __init__(self) -> None:
        self._left = _MOST_CHARACTERS
        self._budget = Budget(_LOOK_SECONDS_EACH, _LOOK_SECONDS)

    def of(self, reply: dict[str, Any]) -> list[dict[str, Any]]:
        """The rich outputs and the error of a cell that was run."""
        outputs: list[dict[str, Any]] = []
        displays = reply.get("displays")
        for bundle in displays if isinstance(displays, list) else []:
            data = self._kept(bundle) if isinstance(bundle, dict) else {}
            if data:
                outputs.append({"output_type": "display_data", "data": data, "metadata": {}})
        error = reply.get("error")
        if isinstance(error, dict):
            text = self._cut(str(error.get("traceback") or error.get("text") or ""))
            outputs.append(
                {
                    "output_type": "error",
                    "ename": str(error.get("type", ""))[:100],
                    "evalue": str(error.get("text", ""))[:2000],
                    "traceback": text.split("\n"),
                }
            )
        return outputs

    def _kept(self, bundle: dict[str, Any]) -> dict[str, str]:
        data = {}
        for name, text in bundle.items():
            if type(text) is not str:
                continue
            if name == "text/plain":
                data[name] = self._cut(text)
            elif name in _PICTURES and len(text) <= self._left and _BASE64.fullmatch(text):
                data[name] = text
                self._left -= len(text)
            elif name in KEPT and 0 < len(text) <= self._left:
                shown = ""
                with suppress(TooLong), self._budget.look():
                    shown = KEPT[name](text)
                if 0 < len(shown) <= self._left:
                    data[name] = shown
                    self._left -= len(shown)
        return data

    def _cut(self, text: str) -> str:
        text = text[: min(_MOST_TEXT_CHARACTERS, self._left)]
        self._left -= len(text)
        return text


def said(sentence: str) -> dict[str, Any]:
    """A sentence of the judge's as an output that is no error, nor what a room has printed."""
    return {"output_type": "display_data", "data": {"text/plain": sentence}, "metadata": {}}


def error(message: str) -> dict[str, Any]:
    """A message of the judge's as an output."""
    name = message.partition("\n")[0]
    return {"output_type": "error", "ename": "Threadlab", "evalue": name,
            "traceback": [line for part in message.splitlines()
                          for line in textwrap.wrap(part, 100) or [""]]}  # fmt: skip
