"""The picture of a failing schedule, drawn by the judge from the plain events of the room."""

from __future__ import annotations

from dataclasses import fields, replace
from html import escape
from typing import Any

from threadlab.explorer.verdict import Run
from threadlab.grading.plan import PlannedCell
from threadlab.trace.event import Event
from threadlab.trace.story import tell
from threadlab.words import say

_FIELDS = {field.name for field in fields(Event)}


def picture(verdict: dict[str, Any], cell: PlannedCell) -> dict[str, Any]:
    """A notebook output: the schedule as a picture and as a story; of a hidden test no source."""
    text, html = "", ""
    try:
        run = run_of(verdict, cell)
        schedule = str(verdict.get("schedule", ""))[:2000]
        story = tell(run.events, run.names, [])
        replay = "" if cell.hidden else say("grading.replay", schedule=schedule)
        text = "\n".join(part for part in (story, replay) if part)
        title = say("grading.story")
        html = (
            f"{run.lanes()._repr_html_()}<p>{escape(title)}</p>"
            f'<pre style="white-space:pre-wrap">{escape(story)}</pre><p>{escape(replay)}</p>'
        )
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        text = html = ""  # the room has told something that can't be drawn
    data = {"text/plain": text, "text/html": html} if html else {"text/plain": text}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def run_of(verdict: dict[str, Any], cell: PlannedCell) -> Run:
    """The failing run from its plain data; raises a usual exception for data that is none."""
    data = verdict["run"]
    events = tuple(_event(item) for item in data["events"])
    if cell.hidden:
        last = _file_of_check(events)
        events = tuple(replace(event, source="", line=0) if event.file == last else event
                       for event in events)  # fmt: skip
    words = {name: {str(key): str(value) for key, value in data[name].items()}
             for name in ("holds", "waits", "names")}  # fmt: skip
    return Run(
        schedule=str(verdict.get("schedule", "")),
        elapsed=float(data["elapsed"]),
        output="",
        events=events,
        kind=verdict.get("kind"),
        message=str(verdict.get("message", "")),
        holds=words["holds"], waits=words["waits"], names=words["names"],
    )  # fmt: skip


def _event(item: dict[str, Any]) -> Event:
    values = {name: value for name, value in item.items() if name in _FIELDS}
    for name in ("thread", "operation", "object", "value", "before", "file", "source"):
        values[name] = str(values.get(name, ""))[:2000]
    values["time"] = float(values["time"])
    values["step"], values["line"] = int(values["step"]), int(values["line"])
    values["held"] = tuple(map(str, values.get("held", ())))
    values["ready"] = tuple(map(str, values.get("ready", ())))
    values["blocked"] = {str(key): (str(pair[0]), str(pair[1]))
                         for key, pair in dict(values.get("blocked", {})).items()}  # fmt: skip
    values["preempted"] = bool(values.get("preempted"))
    return Event(**values)


def _file_of_check(events: tuple[Event, ...]) -> str:
    """The file of the check itself: its cell is the last one."""
    files = [event.file for event in events if event.file.startswith("<cell ")]
    return max(files, key=lambda file: int(file[6:-1]), default="")
