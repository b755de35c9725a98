"""A submission's rooms: the notebook's process, with all that was run in it, and forks of it."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from time import monotonic
from typing import Any

from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.intake.prepare import Prepared
from threadlab.grading.judging import operators, reading, renewing
from threadlab.grading.judging.outputs import Outputs, error
from threadlab.grading.sandbox.client import Room, Sandbox
from threadlab.grading.wire.channel import Babble, Channel, Gone, Late, NoAnswer
from threadlab.words import say

GRACE_SECONDS = 1.0  # after an interrupt
_PATIENCE_CELLS = 10  # whose seconds all that are not graded may take together
_MOST_REPLY_BYTES = 8 * 2**20  # of one answer of a room
_EXPLORED = ("%%explore", "%%simulate", "%%play", "%%check")


class NotebookRooms:
    """One submission's notebook as it runs; where its process is lost, it is begun anew."""

    def __init__(
        self, sandbox: Sandbox, plan: Plan, prepared: Prepared, files: dict[str, bytes],
        modules: Sequence[str],
    ):  # fmt: skip
        self.sandbox = sandbox
        self.plan = plan
        self.cells = prepared.cells
        self.files = {name: data.hex() for name, data in files.items()}
        self.beside = {"files": self.files, "modules": list(modules)}
        # modules beside the notebook, which a check explores as it does the notebook's own text
        self.explored = {
            "files": {name: data for name, data in self.files.items() if name.endswith(".py")},
            "modules": list(modules),
        }
        self.seconds = plan.limits.seconds
        self.outputs = Outputs()
        self._rooms: dict[str, Room] = {}
        self._notebook: Channel | None = None
        self._process = 0
        self._run: dict[int, bool] = {}  # cells that were run; True if only their definitions
        self._spent = 0.0  # seconds in the notebook's own cells
        self._tests: list[tuple[int, str]] = []
        self._others: frozenset[str] = frozenset()

    def show_tests(self, readable: Collection[str]) -> None:
        """Let the student's cells find what tests before them make in sight of everybody.

        Nothing is read but `readable` cells and the instructor's; if there are others, nobody knows
        which names they make.
        """
        code = [(number, cell["source"], self.plan.planned(cell))
                for number, cell in enumerate(self.cells)
                if cell["cell_type"] == "code"]  # fmt: skip
        own = {source for _, source, known in code if known is None or not known.locked}
        if not own <= set(readable):
            return
        self._tests = [(number, reading.plain(known.visible)) for number, _, known in code
                       if known is not None and known.test and not known.is_check]  # fmt: skip
        self._others = frozenset().union(*(
            reading.bound(reading.plain(source)) for _, source, known in code
            if known is None or not known.test
        ))  # fmt: skip

    def close(self) -> None:
        """End every process."""
        for room in self._rooms.values():
            room.close()
        self._rooms.clear()

    def room(self, name: str) -> Room:
        """The room "notebook", or the room "clean", in which no student's code runs."""
        if name not in self._rooms:
            self._rooms[name] = self.sandbox.open(self.plan.limits)
        return self._rooms[name]

    def hold(self) -> None:
        """Have nothing in these rooms take any of the processor until they `go_on`."""
        for name, room in list(self._rooms.items()):
            if not room.hold():
                self.leave(name)

    def go_on(self) -> None:
        """Let everything go on that was held."""
        for name, room in list(self._rooms.items()):
            if not room.go_on():
                self.leave(name)

    def leave(self, name: str) -> None:
        """End the processes of a room; the next time there is a new one."""
        room = self._rooms.pop(name, None)
        if room is not None:
            room.close()
        if name == "notebook":
            self._notebook = None

    def printed(self) -> list[dict[str, Any]]:
        """What the notebook has printed since the last time."""
        room = self._rooms.get("notebook")
        return room.printed() if room is not None else []

    # The notebook

    def notebook(self) -> Channel:
        """The notebook's process, with everything run that was run before."""
        for _ in range(20):
            if self._notebook is not None:
                return self._notebook
            room = self.room("notebook")
            self._notebook, self._process = room.start({"do": "notebook", **self.beside})
            self._limited(self._notebook)
            for number, definitions in sorted(self._run.items()):
                try:
                    self._send_run(self._notebook, number, definitions or self._exhausted)
                except NoAnswer:
                    self._run[number] = True
                    if definitions:
                        del self._run[number]
                    self.leave("notebook")
                    break
            room.printed()
        if self._notebook is None:
            raise Gone("The notebook's process ends again and again.")
        return self._notebook

    def _limited(self, channel: Channel) -> None:
        channel.most_bytes = _MOST_REPLY_BYTES
        channel.send_seconds = self.seconds + GRACE_SECONDS

    @property
    def _exhausted(self) -> bool:
        """Whether the notebook's own cells have had all the time that they get."""
        return self._spent > _PATIENCE_CELLS * self.seconds

    def _send_run(self, channel: Channel, number: int, definitions: bool) -> dict[str, Any]:
        source = self.cells[number]["source"]
        if source.lstrip().startswith(_EXPLORED):
            definitions = True
            source = source.lstrip().partition("\n")[2]
        known = self.plan.planned(self.cells[number])
        looks = known is None or not known.locked
        begin = monotonic()
        try:
            if shown := self._shown_before(number):
                self._run_text(channel, shown, definitions, looks=False)
            return self._run_text(channel, source, definitions, looks=looks)
        finally:
            self._spent += monotonic() - begin

    def _run_text(
        self, channel: Channel, source: str, definitions: bool, *, looks: bool
    ) -> dict[str, Any]:
        channel.send({"do": "run", "source": source, "definitions": definitions, "looks": looks})
        try:
            return answer(channel, monotonic() + self.seconds)
        except Late:
            self._rooms["notebook"].interrupt(self._process)
            return {**answer(channel, monotonic() + GRACE_SECONDS), "late": True}

    def _shown_before(self, number: int) -> str:
        """The statements of tests before a cell that make what it uses, and nobody else makes.

        Tests run in forks, of which a notebook knows nothing; in a kernel it does. Of hidden lines
        there is none.
        """
        if not self._tests or number < self._tests[0][0]:
            return ""
        used = self._used(number)
        earlier = [(place, text) for place, text in self._tests if place < number]
        wanted = set()
        for name in used - self._others:
            places = [place for place, text in earlier if name in reading.bound(text)]
            if places and not any(name in self._used(between)
                                  for between in range(places[-1] + 1, number)):  # fmt: skip
                wanted.add(name)
        return "\n".join(reading.made([text for _, text in earlier], wanted)) if wanted else ""

    def _used(self, number: int) -> frozenset[str]:
        """The global names that a cell uses that is run in the notebook."""
        cell = self.cells[number]
        known = self.plan.planned(cell)
        if cell["cell_type"] != "code" or (known is not None and known.test):
            return frozenset()
        return reading.loaded(reading.plain(cell["source"]))

    def run(self, number: int) -> list[dict[str, Any]]:
        """Run a cell of the student's, or a locked one without marks; return its outputs."""
        spent = self._exhausted
        seconds = f"{self.seconds:g}"
        try:
            channel = self.notebook()
            reply = self._send_run(channel, number, spent)
        except NoAnswer as lost:
            return self._lost(number, why_lost(lost, say("grading.hung", seconds=seconds)))
        self._run[number] = spent
        outputs = self.printed() + self.outputs.of(reply)
        if spent:
            outputs.append(error(say("grading.spent")))
        if reply.get("late"):
            self._run[number] = True
            outputs.append(error(say("grading.late", seconds=seconds)))
        return outputs

    def _lost(self, number: int, message: str) -> list[dict[str, Any]]:
        printed = self.printed()
        self.leave("notebook")
        self._run[number] = True
        return [*printed, error(message)]

    # Forks

    def fork(self, name: str, channel: Channel, *, here: bool = False) -> Channel:
        """The conversation with a new fork of the process at `channel`, or with itself (`here`)."""
        graded, other = self.room(name).conversation()
        self._limited(graded)
        channel.send({"do": "grade", "here": here}, (other.socket.fileno(),))
        other.close()
        return graded

    def values(self, names: list[str]) -> dict[str, Any]:
        """Those of the notebook's globals that are plain data, encoded."""
        channel = self.notebook()
        channel.send({"do": "values", "names": names})
        found = answer(channel, monotonic() + self.seconds).get("values")
        return found if isinstance(found, dict) else {}

    def clean(
        self, planned: PlannedCell, values: dict[str, Any] | None, deadline: float
    ) -> Channel:
        """A fork of a process that has run the instructor's cells only, with a student's values.

        Without values the student's programs lie there as files that can be imported.
        """
        room = self.room("clean")
        channel, _ = room.start({"do": "clean", **self.beside})
        for cell in self.cells:
            source, known = cell["source"], self.plan.planned(cell)
            if cell["cell_type"] != "code":
                continue
            if reading.is_program(source) and values is None:
                order = {"source": reading.only_written(source), "definitions": False}
            elif known is not None and known.locked:
                definitions = known.grade or source.lstrip().startswith("%%")
                text = operators.guarded(source) if definitions else source
                order = {"source": text, "definitions": definitions}
            else:
                continue
            channel.send({"do": "run", "looks": False, **order})
            channel.receive(deadline)
            if known is planned:
                break
        channel.send({"do": "set", "values": values or {}})
        channel.receive(deadline)
        return self.fork("clean", channel)

    def made_anew(self, planned: PlannedCell, readable: Collection[str]) -> frozenset[str]:
        """The names of a test that have the written-out data which an earlier test has given them.

        Its statement is done again in the fork, where nothing can keep it from being done; whatever
        the student's cells have given these names is gone. What looks them up later is no such.
        """
        made: dict[str, bool] = {}
        for cell in self.cells:
            known = self.plan.planned(cell)
            if known is planned:
                break
            locked = known is not None and known.locked
            if cell["cell_type"] != "code" or not (locked or cell["source"] in readable):
                continue  # what could not be read is doubted as a whole
            test = locked and known is not None and known.test and not known.is_check
            shown = test and known is not None and (planned.hidden or not known.hidden)
            plain = reading.plain(known.source if known is not None and test else cell["source"])
            literals = reading.literals(plain) if shown else {}
            made |= {name: name in literals and reading.binds_once(plain, name)
                     for name in reading.bound(plain)}  # fmt: skip
        later = {name for text in readable for name in reading.looked_up(text)}
        used = reading.loaded(reading.plain(planned.source))
        return frozenset(name for name in used - later if made.get(name))

    def helpers(
        self, planned: PlannedCell, own: Container[str], readable: Collection[str]
    ) -> list[str]:
        """What the fork of a test needs to find as its instructor has left it.

        What earlier test cells define, and what they have made that this one uses, as their forks
        have taken it along; functions and methods of locked cells (`renewing.py`); and data of
        locked cells to whose names (`own`) the student's cells have given another meaning. Only
        `readable` cells are read.
        """
        lines: list[str] = []
        locked: list[str] = []
        earlier: list[str] = []
        asked = self.plan.asked.get(planned.id, ())
        of_tests: dict[str, bool] = {}  # by name, whether the last one that binds it is a test
        for cell in self.cells:
            known = self.plan.planned(cell)
            if known is planned:
                break
            if known is None or not known.locked or known.cell_type != "code":
                if cell["cell_type"] == "code" and cell["source"] in readable:
                    of_tests |= dict.fromkeys(reading.bound(reading.plain(cell["source"])), False)
                continue
            source = known.source
            test = known.test and not known.is_check
            names = {*reading.bound(reading.plain(source)), reading.captures(source)}
            of_tests |= dict.fromkeys(names, test)
            if test:
                lines += reading.definitions(source)
                # what hidden lines make is for hidden lines: of these nothing is shown
                earlier.append(source if planned.hidden else known.visible)
            elif not source.lstrip().startswith("%%"):
                literals = reading.literals(source)
                lines += [
                    text for name, text in literals.items() if name in own and name not in asked
                ]
                plain = reading.plain(source)
                locked.append(plain)
                lines.append(renewing.guard(plain))
                lines += renewing.statements(plain, locked, own, readable)
        lines += renewing.modules(self.beside["modules"], self.files, [planned.source, *locked])
        used = reading.needed_before(reading.plain(planned.source))
        made = reading.made(earlier, [name for name in used if of_tests.get(name)])
        return ["\n".join(lines), *made]


def answer(channel: Channel, deadline: float) -> dict[str, Any]:
    """The next message of a room, if it is an answer at all."""
    reply = channel.receive(deadline)
    if not isinstance(reply, dict):
        raise Babble("The room sends what is no answer.")
    return reply


def why_lost(lost: NoAnswer, late: str) -> str:
    """The sentence for a student whose process gave no answer; `late` is that for a late one."""
    if isinstance(lost, Late):
        return late
    return say("grading.babble" if isinstance(lost, Babble) else "grading.ended")
