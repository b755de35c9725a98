"""The whole book on one page: what to take for which task, what is shared, and what goes wrong."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from threadlab.pictures.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    RED,
    SKY,
    Picture,
    arrow,
    box,
    text,
)
from threadlab.words import say

WIDTH = 1040
MARGIN = 10
GAP = 12
SMALL = 12  # font size of a card's words
LINE = 16
LETTER = 6.9  # px, the width of a letter of that size, on the safe side


@dataclass(frozen=True)
class Card:
    """One box: the words `map.<name>` and `map.<name>_words`, and the `chapters` that tell more."""

    name: str
    chapters: str
    color: str = GREY


# One band of the page after the other; each has a title, `map.<name>`.
BANDS: tuple[tuple[str, tuple[Card, ...]], ...] = (
    (
        "task",
        (
            Card("wait_few", "4 14", BLUE),
            Card("wait_many", "15", SKY),
            Card("compute", "1 10 16", GREEN),
            Card("both", "12", ORANGE),
            Card("serve", "11 15", BLUE),
        ),
    ),
    (
        "units",
        (Card("process", "1 2", GREEN), Card("thread", "4 5", BLUE), Card("coroutine", "15", SKY)),
    ),
    (
        "share",
        (
            Card("hand_over", "2 3"),
            Card("take_turns", "6 7"),
            Card("some_at_once", "13"),
            Card("tell", "13"),
            Card("until_true", "13"),
            Card("all_meet", "13 17"),
            Card("results", "4 14"),
            Card("the_end", "5 8"),
        ),
    ),
    (
        "wrong",
        (
            Card("lost_update", "6 9", RED),
            Card("stale_check", "2 7", RED),
            Card("deadlock", "7 14", RED),
            Card("lost_wakeup", "13", RED),
            Card("blocked_loop", "15", RED),
            Card("cut_off", "8", RED),
            Card("no_faster", "9 10", RED),
            Card("cannot_spawn", "1", RED),
        ),
    ),
)
IN_A_ROW = {"task": 5, "units": 3, "share": 4, "wrong": 4}


def book_map() -> Picture:
    """Chapter 12: draw the map; made to be printed on one page, landscape or portrait."""
    elements = [text(MARGIN, 24, say("map.title"), size=20, weight="700")]
    y = 40.0
    for name, cards in BANDS:
        y += 8
        elements.append(text(MARGIN, y + 14, say(f"map.{name}"), size=15, weight="600"))
        y += 24
        for first in range(0, len(cards), IN_A_ROW[name]):
            row = cards[first : first + IN_A_ROW[name]]
            width = (WIDTH - 2 * MARGIN - GAP * (IN_A_ROW[name] - 1)) / IN_A_ROW[name]
            height = max(_height(card, width) for card in row)
            for index, card in enumerate(row):
                elements += _card(card, MARGIN + index * (width + GAP), y, width, height)
            y += height + GAP
        if name == "task":
            elements.append(arrow(WIDTH / 2, y - GAP + 1, WIDTH / 2, y + 8, width=1.5, opacity=0.6))
    return Picture(WIDTH, y + 4, tuple(elements), say("map.describe"))


def _lines(card: Card, width: float) -> list[str]:
    """The words of a card, broken into lines that fit; each sentence begins a new one."""
    room = int((width - 20) / LETTER)
    words = say(f"map.{card.name}_words")
    return [
        line
        for part in words.split("\n")
        for line in textwrap.wrap(part, room, break_long_words=False)
    ]


def _height(card: Card, width: float) -> float:
    return 32 + LINE * len(_lines(card, width)) + 6


def _card(card: Card, x: float, y: float, width: float, height: float) -> list[str]:
    chapters = card.chapters.split()
    elements = [
        box(x, y, width, height, fill=card.color, opacity=0.1, stroke=card.color, radius=6),
        box(x, y, 5, height, fill=card.color, radius=2),
        text(x + 14, y + 20, say(f"map.{card.name}"), size=13.5, weight="600"),
    ]
    for back, chapter in enumerate(reversed(chapters)):
        right = x + width - 8 - back * 28
        title = say("map.chapter", number=chapter)
        elements.append(
            box(right - 24, y + 7, 24, 18, fill=card.color, opacity=0.3, radius=9, title=title)
        )
        elements.append(text(right - 12, y + 20, chapter, anchor="middle", size=12, weight="600"))
    for number, line in enumerate(_lines(card, width)):
        elements.append(text(x + 14, y + 38 + LINE * number, line, size=SMALL, opacity=0.9))
    return elements
