"""The programs of a notebook's checks, rewritten in a room in which none of them runs."""

from __future__ import annotations

from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan
from threadlab.grading.judging.notebook_rooms import NotebookRooms, answer
from threadlab.grading.sandbox.client import Room, Sandbox
from threadlab.grading.wire.channel import Channel, NoAnswer

_MOST_BYTES = 64 * 2**20
_MOST_SECONDS = 60.0  # by the clock, for what takes hundredths of one


class Programs:
    """Has a check and its twin prepared; where that fails, each room reads them for itself.

    The judge passes on what comes of it and looks at none of it: it is a student's text, rewritten.
    """

    def __init__(self, sandbox: Sandbox, plan: Plan, rooms: NotebookRooms):
        self._sandbox, self._plan, self._rooms = sandbox, plan, rooms
        self._room: Room | None = None
        self._channel: Channel | None = None
        self._lost = False

    def orders(
        self, asked: dict[str, Any], check: str, false: str
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the rooms of a check and of its twin are to be told, as far as `asked` goes."""
        sent = {"cells": asked["cells"], "line": asked["line"], "body": check, "other": false}
        found = self._prepared(sent)
        if found is None:
            return {**asked, "body": check}, {**asked, "body": false}
        rest = {name: value for name, value in asked.items() if name != "cells"}
        return {**rest, "program": found[0]}, {**rest, "program": found[1]}

    def close(self) -> None:
        """End the room."""
        room, self._room, self._channel = self._room, None, None
        if room is not None:
            room.close()

    def _prepared(self, sent: dict[str, Any]) -> list[str] | None:
        if self._lost:
            return None
        self._rooms.hold()
        try:
            channel = self._channel or self._begun()
            channel.send(sent)
            found = answer(channel, monotonic() + _MOST_SECONDS).get("programs")
        except NoAnswer:  # whatever its text is, it may be too much for others
            self._lost = True
            self.close()
            return None
        finally:
            self._rooms.go_on()
        if not isinstance(found, list) or len(found) != 2:
            return None
        return found if all(isinstance(each, str) for each in found) else None

    def _begun(self) -> Channel:
        self._room = self._sandbox.open(self._plan.limits)
        channel, _ = self._room.start({"do": "prepare", **self._rooms.explored})
        channel.most_bytes, channel.send_seconds = _MOST_BYTES, _MOST_SECONDS
        self._channel = channel
        return channel
