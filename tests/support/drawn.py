"""A program that loses an update, as events, and the elements of a picture."""

from __future__ import annotations

from xml.etree import ElementTree

from threadlab.events import Event
from threadlab.pictures.picture import Picture

LOST = [
    Event(0, "main", "start"),
    Event(0, "main", "write", "left", "1", line=1, file="p", source="left = 1"),
    Event(0, "main", "start", "T1", line=7, file="p", source="thread.start()"),
    Event(0, "main", "start", "T2", line=7, file="p", source="thread.start()"),
    Event(0, "T2", "start"),
    Event(0, "T2", "read", "left", "1", line=4, file="p", source="left -= 1"),
    Event(0, "T1", "start"),
    Event(0, "T1", "read", "left", "1", line=4, file="p", source="left -= 1"),
    Event(0, "T2", "write", "left", "0", line=4, file="p", source="left -= 1"),
    Event(0, "T2", "exit"),
    Event(0, "T1", "write", "left", "0", line=4, file="p", source="left -= 1"),
    Event(0, "T1", "exit"),
]


def parse(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg())
