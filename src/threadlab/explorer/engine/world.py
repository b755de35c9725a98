"""One run of a program: its threads as greenlets, the virtual clock, and who goes on next.

Exactly one of the program's threads runs. It gives control away only at a scheduling point
(`World.pause`), where it has to wait (`World.block`) or when it ends. What each access touches is
appended to one flat `log`, which the search reads after the run.

A world follows a plan first, `Turn`s that an earlier run has left or a reader has written, and
then does what its `Policy` says.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any, Literal

from greenlet import GreenletExit, getcurrent, greenlet

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.endings import Endings, log_of
from threadlab.explorer.engine.fiber import FOREVER, Fiber, Segment, Turn, Unsupported
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.log import LATE, SYNC
from threadlab.explorer.engine.loops import MOST_TURNS, SUSPECT, Loops, Quiet, Spin
from threadlab.explorer.engine.marks import Secret
from threadlab.explorer.engine.modes import ADVANCE, EXIT, PUT, READ, WRITE, opens
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.record import Blocked, Ending, RunRecord
from threadlab.explorer.engine.repetition import Moment
from threadlab.explorer.engine.unwinding import unwind
from threadlab.explorer.engine.waits import Guard

SPAWN = 100  # what the start of a thread takes from the budget of steps
MOST_VAIN = 50  # waits of finalizers, after a run, for what nobody can bring
Clock = Literal["any", "exact"]


class World(Secret):
    """Runs one program again and again; nothing that a run leaves is there in the next one.

    `clock` is "any" (a sleeper may be overtaken by anybody, a time-out may come early) or "exact"
    (time moves on only when nobody can do anything else). `steps` limits the turns of loops. If
    `ordered`, the order of what is printed matters. `log` makes a log that does more than a list.
    If `lasting`, no object ends before the run does.
    """

    # The hooks look at a world at every point: in slots, since Python finds attributes in a
    # namespace quickly only up to thirty of them, and the difference is one run in fifteen.
    __slots__ = (
        "_by_index", "_forced", "_free", "_next", "_plan", "aborting", "at_end", "bounded", "clock",
        "clock_reads", "could", "current", "daemons", "deadline", "draws", "ending", "endings",
        "ends", "exit", "failed", "fibers", "footprints", "graveyard", "hub", "interrupt",
        "is_over", "late", "live", "local_turns", "log", "logged", "longest", "loops", "made",
        "missed", "n", "now", "ordered", "output", "paths", "picks", "planned", "policy", "rounds",
        "segments", "shut", "spawned", "spent", "steps", "stop", "suspect", "tells_workers",
        "timer", "turns", "unknown", "unsupported", "vain", "wakers", "watched",
    )  # fmt: skip

    def __init__(
        self,
        footprints: Footprints,
        *,
        clock: Clock = "any",
        steps: int = MOST_TURNS,
        ordered: bool = False,
        log: Callable[[World], Any] | None = None,
        lasting: bool = True,
    ):
        self.footprints = footprints
        self.clock = clock
        self.steps = steps
        # What the log has in the place of objects, in a program that can notice that one has ended.
        self.endings = None if lasting else Endings(self)
        self.log: Any = log(self) if log else log_of(self.endings)
        self.ordered = ordered
        self.deadline, self.timer = float("inf"), perf_counter  # for a run that does not end
        self.late = False  # the time is over, says an alarm: no more operations
        self.loops = Loops()
        self.paths: dict[tuple[int, ...], int] = {}
        self.picks = True  # whether some of those that wait for a condition may be woken, not all
        self.graveyard: list[greenlet] = []  # those that could not be unwound
        self.aborting = self.is_over = False
        self._free = False
        self.reset()

    def let_go(self) -> None:
        """Drop the threads of the last run: what it has left is not needed any more.

        From here to the next run nothing is counted, as finalizers may still call hooks.
        """
        self._free = True
        self.aborting = self.is_over = True
        self.stop = 0
        self.fibers: list[Fiber] = []
        self.live: list[Fiber] = []
        self.current = Fiber(0, (), False)  # nobody
        self.failed: Fiber | None = None
        self.unsupported: Unsupported | None = None
        self.interrupt: BaseException | None = None
        self.exit: SystemExit | None = None
        self.at_end: list[Callable[[], None]] = []
        self._by_index: dict[int, Fiber] = {}
        self.output: list[tuple[Fiber, str]] = []

    def reset(self) -> None:
        """Forget the last run."""
        if not self._free:
            self.let_go()
        self._free = False
        self.log.clear()
        self.footprints.clear()
        if self.endings is not None:
            self.endings.clear()
        self.log.clear()  # the last finalizers have come by now
        self.n = 0
        self.stop = FOREVER
        self.turns = 1
        self.now = 0.0
        self.daemons = 0
        self.segments: list[Segment] = []
        self.shut: dict[int, list[int]] = {}
        self.wakers: dict[int, int] = {}
        self.ends: dict[int, Any] = {}  # of queues: which entries of the log have put what is there
        self.tells_workers = False  # somebody may have seen which worker has done a task
        self.ending: Ending = "ended"
        self.aborting = self.is_over = False
        self.bounded = False  # a loop was cut short: others may have to come after more turns
        self.spent = 0  # turns of loops that touch what threads share, in all
        self.local_turns = 0  # … and of those that don't
        self.spawned = 0  # what the starts of threads count for
        self.logged = 0  # entries of the log when turns were last counted
        self.rounds = 0  # turns of `for` loops
        self.longest: dict[tuple[str, int], int] = {}  # turns by the place of the loop
        self.suspect = SUSPECT  # how many turns make a run suspect of being endless
        self.watched: Moment | None = None  # what a suspect run may come back to
        self.vain = 0  # waits that nobody could end, since the run is over
        self.draws = 0  # numbers that were drawn by chance
        self.made: Any = None  # the class that was made last
        self.unknown: set[int] = set()  # sites of calls that nobody knows, beside other threads
        self.clock_reads, self.planned = 0, False
        self.missed = -1  # the turn of the plan that could not be taken, and who could go on there
        self.could: set[int] = set()
        self._forced = False

    # --- a run

    def run(
        self,
        body: Callable[[], Any],
        plan: Sequence[Turn] = (),
        policy: Policy | None = None,
        at_stop: Callable[[], None] | None = None,
    ) -> Ending:
        """Run `body` as the main thread, first along `plan` and then by `policy`.

        `at_stop` is called when the run is over and its threads still stand where they were.

        Raises `KeyboardInterrupt` if the run was interrupted, `ThreadlabError` if there is no
        entry.
        """
        self.reset()
        self.hub = getcurrent()
        self.policy = policy or Policy()
        main = self._fiber((), False)
        main.greenlet = greenlet(lambda: self._main(main, body), self.hub)
        self._by_index[main.index] = main
        self._plan, self._next, self.planned = plan, 0, bool(plan)
        self.current = main
        collecting = gc.isenabled()
        gc.disable()
        try:
            following = self._planned_next() if self.planned else self.policy.first(self, main)
            while following is not None:
                self._enter(following)
                begins = following.greenlet.switch()
                while type(begins) is greenlet:  # somebody has asked for its first step
                    begins = begins.switch()
                following = self._after_end()
        finally:
            try:
                if at_stop is not None:
                    at_stop()
                unwind(self)
            finally:
                self.is_over = True
                if collecting:
                    gc.enable()
        if self.interrupt is not None:
            raise self.interrupt
        if self.unsupported is not None:
            self.ending = "unsupported"
        return self.ending

    def _main(self, me: Fiber, body: Callable[[], Any]) -> None:
        try:
            body()
        except SystemExit as error:
            self.exit = error
        except BaseException as error:
            self.caught(me, error)
        try:  # as the interpreter does at its end: pools are told to finish
            while self.at_end and not self.aborting:
                self.at_end.pop()()
        except BaseException as error:
            self.caught(me, error)
        self.ended(me)

    def spawn(self, body: Callable[[Fiber], Any], daemon: bool) -> Fiber:
        """Make a fiber that will run `body` once it is chosen."""
        parent = self.current
        parent.children += 1
        self.spawned += SPAWN
        if self.spent + self.spawned > self.steps:
            self.give_up("long")
        fiber = self._fiber((*parent.path, parent.children), daemon)
        fiber.greenlet = greenlet(lambda: body(fiber), self.hub)
        self._by_index[fiber.index] = fiber
        return fiber

    def _fiber(self, path: tuple[int, ...], daemon: bool) -> Fiber:
        fiber = Fiber(self.paths.setdefault(path, len(self.paths)), path, daemon)
        self.fibers.append(fiber)
        self.live.append(fiber)
        self.daemons += daemon
        return fiber

    def caught(self, me: Fiber, error: BaseException) -> None:
        """Note an exception that nobody in fiber `me` has caught."""
        if isinstance(error, GreenletExit):
            return
        if isinstance(error, Unsupported):
            self.unsupported = self.unsupported or error
        elif isinstance(error, (KeyboardInterrupt, ThreadlabError)):
            self.interrupt = error
        else:
            me.error = error
            if self.failed is None:
                self.failed = me

    def ended(self, me: Fiber) -> None:
        """Note the end of fiber `me`, after a last point."""
        if self.aborting or self.interrupt is not None or self.unsupported is not None:
            return
        try:
            waits = self.daemons and self.policy.daemons and not me.daemon
            if waits and all(fiber.daemon for fiber in self.live if fiber is not me):
                quiet = Quiet(self, self.spent, len(self.fibers))
                if quiet.busy:
                    self.block(quiet)
            if self.endings is not None:
                self.endings.let_go()
            self.tick(SYNC)
        except GreenletExit:
            return
        self.log.append((SYNC, me, EXIT, None))
        me.busy = False
        self.live.remove(me)
        self.segments.append(Segment(me.index, FOREVER, len(self.log), self.n, self.n))

    # --- points

    def tick(self, site: int) -> None:
        """Count an operation of the current thread, and let others go first where that is due."""
        self.n += 1
        if self.n >= self.stop:
            self.pause(site)

    def pause(self, site: int) -> None:
        """Stand before operation `n` of the current thread: somebody else may go on first."""
        if self.aborting:
            if self.is_over:  # a finalizer of what the run has left: nobody is there to go first
                return
            raise GreenletExit
        if self.late:
            self.give_up("cut")
        me = self.current
        following = self._planned_next() if self.planned else None
        if following is None and self.ending == "ended":
            forced, self._forced = self._forced, False
            if forced and self.policy.fair:
                following = self.policy.another(self, me)
            else:
                following = self.policy.at_point(self, me, site)
        if following is me:
            self._allow()
        else:
            me.n = self.n
            me.site = site
            me.pending = True
            self._leave(me, self.n, following)

    def block(self, thing: Any, deadline: float | None = None) -> bool:
        """Wait until `thing` is not busy or the deadline has come; return whether it is free."""
        if self.aborting:
            self.vain += thing.busy  # a finalizer may wait in a loop, for what nobody can bring
            if self.is_over and self.vain < MOST_VAIN:
                return True
            raise GreenletExit
        me = self.current
        me.waiting, me.deadline, me.n = thing, deadline, self.n
        me.pending = not isinstance(thing, (Spin, Quiet))
        following = self._choose(me)
        if following is me:
            self.segments.append(Segment(me.index, FOREVER, len(self.log), me.done, me.n))
            self._enter(me)
        else:
            self._leave(me, FOREVER, following)
        free = not thing.busy
        if not free and deadline is not None and deadline > self.now:
            self.now = deadline
            self.clock_reads = 0
            if self.clock == "exact":
                self.log.append((None, None, ADVANCE, None))
        me.waiting = me.deadline = None
        return free

    def note_identity(self) -> None:
        """Note that the current thread asks who it is, if it is one of several that are alike."""
        if self.current.team is not None:
            self.tells_workers = True

    def note_unknown(self, site: int, always: bool = False) -> None:
        """Note that what happens at `site` is not known, unless nobody is there to notice it."""
        if always or len(self.live) > 1:
            self.unknown.add(site)

    def timed_out(self, thing: Any) -> None:
        """Log that the current thread has waited for `thing` in vain; the clock has moved on."""
        self.log.append((None, thing, READ, LATE))
        if self.clock == "any":
            self.log.append((~SYNC, "clock", PUT, None))

    def note_shut(self, thing: Any, mode: int = WRITE) -> None:
        """Note who waits for ever for `thing`, just before it is touched: they can't come first.

        They could if what lets them go on is in no order with this, and had come before.
        """
        shut = [
            fiber.index
            for fiber in self.live
            if type(fiber.waiting) is Guard
            and fiber.waiting.about is thing
            and fiber.deadline is None
            and fiber.waiting.busy
            and opens(fiber.waiting.wants, mode)
        ]
        if shut:
            self.shut[len(self.log)] = shut

    def force_yield(self) -> None:
        """Let somebody else go on at the next point, for fairness."""
        self.bounded = True
        self._forced = True
        self.stop = 0

    def give_up(self, ending: Ending) -> None:
        """End the run from within a fiber."""
        self.ending = ending
        self.hub.switch()
        raise GreenletExit

    def _leave(self, me: Fiber, until: int, following: Fiber | None) -> None:
        logged = me.n if until == FOREVER else until - 1
        self.segments.append(Segment(me.index, until, len(self.log), me.done, logged))
        if following is None:
            self.hub.switch()
        else:
            self._enter(following)
            if following.greenlet:
                following.greenlet.switch()
            else:  # a first step from here would stand on this one's stack, and so on
                self.hub.switch(following.greenlet)
        if self.aborting:
            raise GreenletExit

    def _enter(self, fiber: Fiber) -> None:
        self.current.turns = self.turns
        self.current = fiber
        self.n = fiber.n
        fiber.pending = False
        self.turns = fiber.turns
        fiber.since = self.spent
        self._allow()

    def _allow(self) -> None:
        """Set where the current thread must stop next."""
        if self.late or (self._forced and not self.planned):
            self.stop = 0
        elif self.planned:
            self.stop = self._plan[self._next - 1].until
        else:
            self.stop = 0 if self.policy.careful else FOREVER

    def _choose(self, me: Fiber) -> Fiber | None:
        """Who goes on now that `me` can't; None if nobody can."""
        following = self._planned_next() if self.planned else None
        if following is None and self.ending == "ended":
            following = self.policy.choose(self, me)
            if following is None and self.ending == "ended":
                self._nobody()
        return following

    def _planned_next(self) -> Fiber | None:
        """The next fiber of the plan; None, and the plan is over, when there is none."""
        if self._next < len(self._plan):
            turn = self._plan[self._next]
            self._next += 1
            fiber = self._by_index.get(turn.fiber)
            if fiber is not None and fiber.busy and self.can_go(fiber):
                here = self.n if fiber is self.current else fiber.n
                if turn.until > here:
                    if self._next == len(self._plan) and turn.until == FOREVER:
                        self.planned = False
                    return fiber
            self.ending = "diverged"
            self.missed = self._next - 1
            self.could = {fiber.index for fiber in self.live if self.can_go(fiber)}
        self.planned = False
        return None

    def _after_end(self) -> Fiber | None:
        if self.interrupt is not None or self.unsupported is not None or self.ending != "ended":
            return None
        if all(fiber.daemon for fiber in self.live):
            return None
        return self._choose(self.current)

    def _nobody(self) -> None:
        waiting = [fiber for fiber in self.live if not fiber.daemon]
        if waiting:
            spins = any(fiber.waiting.spins for fiber in waiting)
            self.ending = "spinning" if spins else "stuck"

    # --- who can go on

    def ready(self) -> list[Fiber]:
        """The fibers that can go on at this moment of virtual time, in order of their creation."""
        if self.clock == "any":
            return [fiber for fiber in self.live if fiber.waiting is None or not fiber.waiting.busy]
        return [fiber for fiber in self.live if self.is_ready(fiber)]

    def is_ready(self, fiber: Fiber) -> bool:
        """Whether `fiber` can go on at this moment, with the exact clock."""
        return (
            fiber.waiting is None
            or not fiber.waiting.busy
            or (fiber.deadline is not None and fiber.deadline <= self.now)
        )

    def sleepers(self) -> list[Fiber]:
        """Those that time alone can wake, and that may be next: with clock "any" all of them."""
        timed = [fiber for fiber in self.live if fiber.deadline is not None and fiber.waiting.busy]
        if self.clock == "any" or not timed:
            return timed
        first = min(fiber.deadline for fiber in timed if fiber.deadline is not None)
        return [fiber for fiber in timed if fiber.deadline == first]

    def sleeper(self) -> Fiber | None:
        """The one that time wakes first."""
        return min(self.sleepers(), key=lambda fiber: fiber.deadline or 0.0, default=None)

    def can_go(self, fiber: Fiber) -> bool:
        """Whether `fiber` may be the next to run."""
        thing = fiber.waiting
        if thing is None or not thing.busy:
            return True
        if fiber.deadline is None:
            return False
        if self.clock == "any" or fiber.deadline <= self.now:
            return True
        return not self.ready() and fiber in self.sleepers()

    # --- the end

    def record(self) -> RunRecord:
        """What the search reads of the run just made."""
        return RunRecord(
            self.log,
            list(self.segments),
            self.footprints.of,
            self.ending,
            [] if self.ending == "diverged" else list(self._blocked()),
            frozenset(self.could),
            dict(self.shut),
            dict(self.wakers),
            self.tells_workers,
        )

    def _blocked(self) -> Iterator[Blocked]:
        """Those that wait for ever for what another thread could have taken or done later."""
        for fiber in self.live:
            thing = fiber.waiting
            if thing is None or fiber.deadline is not None or thing.wants is None:
                continue
            yield Blocked(fiber.index, (None, thing.about, thing.wants, None))
