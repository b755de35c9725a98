"""The picture of a failing schedule, drawn by the judge from the plain events of the room."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from html import escape
from typing import Any, get_args

from threadlab.events import Event
from threadlab.explorer.result import Kind, Run
from threadlab.grading.intake.plan import PlannedCell
from threadlab.grading.wire.limits import MOST_EVENTS
from threadlab.pictures.lanes import lanes
from threadlab.story import tell
from threadlab.words import say

_MOST_NAMES = 200  # of threads, locks and the like
_MOST_CHARACTERS = 2000  # of one text
_FIELDS = {field.name for field in fields(Event)}


def picture(verdict: dict[str, Any], cell: PlannedCell) -> dict[str, Any]:
    """A notebook output: the schedule as a picture and as a story; of a hidden test no source."""
    text, html = "", ""
    try:
        run = run_of(verdict, cell)
        schedule = str(verdict.get("schedule", ""))[:_MOST_CHARACTERS]
        story = tell(run.events, run.names, [])
        replay = "" if cell.hidden else say("grading.replay", schedule=schedule)
        text = "\n".join(part for part in (story, replay) if part)
        drawn = lanes(run.events, origin=run.origin, until=run.elapsed or None)
        title = say("grading.story")
        html = (
            f"{drawn._repr_html_()}<p>{escape(title)}</p>"
            f'<pre style="white-space:pre-wrap">{escape(story)}</pre><p>{escape(replay)}</p>'
        )
    except Exception:  # the room has told something that can't be drawn
        text = html = ""
    data = {"text/plain": text, "text/html": html} if html else {"text/plain": text}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def run_of(verdict: dict[str, Any], cell: PlannedCell) -> Run:
    """The failing run from its plain data; raises a usual exception for data that is none."""
    data = verdict["run"]
    events = tuple(_event(item) for item in data["events"][:MOST_EVENTS])
    if cell.hidden:
        last = _file_of_check(events)
        events = tuple(replace(event, source="", line=0) if event.file == last else event
                       for event in events)  # fmt: skip
    words = {name: {_text(key): _text(value)
                    for key, value in list(data[name].items())[:_MOST_NAMES]}
             for name in ("holds", "waits", "names")}  # fmt: skip
    return Run(
        schedule=str(verdict.get("schedule", "")),
        elapsed=_number(data["elapsed"]),
        output="",
        events=events,
        kind=verdict["kind"] if verdict.get("kind") in get_args(Kind) else None,
        message=_text(verdict.get("message", "")),
        holds=words["holds"], waits=words["waits"], names=words["names"],
    )  # fmt: skip


def _event(item: dict[str, Any]) -> Event:
    values = {name: value for name, value in item.items() if name in _FIELDS}
    for name in ("thread", "operation", "object", "value", "before", "result", "file", "source"):
        values[name] = _text(values.get(name, ""))
    values["time"] = _number(values["time"])
    values["step"], values["line"] = int(values["step"]), int(values["line"])
    values["held"] = tuple(map(_text, values.get("held", ())[:_MOST_NAMES]))
    values["ready"] = tuple(map(_text, values.get("ready", ())[:_MOST_NAMES]))
    blocked = list(dict(values.get("blocked", {})).items())[:_MOST_NAMES]
    values["blocked"] = {_text(key): (_text(pair[0]), _text(pair[1])) for key, pair in blocked}
    values["preempted"] = bool(values.get("preempted"))
    return Event(**values)


def _text(value: Any) -> str:
    return str(value)[:_MOST_CHARACTERS]


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("This is no time.")
    return number


def _file_of_check(events: tuple[Event, ...]) -> str:
    """The file of the check itself: its cell is the last one."""
    files = [event.file for event in events if event.file.startswith("<cell ")]
    return max(files, key=lambda file: int(file[6:-1]), default="")
