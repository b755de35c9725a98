"""The workers of a pool, who are alike as long as nobody looks which of them does a task.

Python has a queue of tasks, which workers take out under a semaphore, and another semaphore that
counts those with nothing to do. Which of several idle workers takes a task makes no difference to
programs that don't ask: so the search lets the first of them take it, and tries no other (a
reduction by symmetry: Clarke, Emerson, Jha, Sistla, CAV 1998). Nor does it matter to them whether a
task is done by a worker that is idle, or by one that is made for it.

Who asks is noted (`World.note_identity`): the current thread, its number or what it keeps for
itself, a list of all threads, a lock that is left to the thread. Then all orders are tried.
"""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import ACQUIRE, HIRE
from threadlab.explorer.engine.waits import Waitable, attach, attached, waitable_of
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Models
from threadlab.explorer.model.semaphore import Permits


class Tasks(Permits):
    """How many tasks there are, as permits, and the `team` that takes them, in order."""

    __slots__ = ("team", "world")
    is_shared = True

    def __init__(self, world: World):
        super().__init__(0, 0)
        self.world = world
        self.team: list[Fiber] = []

    def place(self) -> Waitable:
        """What the current thread waits for that wants a task, until there is one."""
        me = self.world.current
        return Turn(self, me, is_urgent=False) if me.team is self.team else self

    def in_turn(self, site: int | None) -> int | None:
        """Let those go first whose turn it is, where the current thread would not wait."""
        me = self.world.current
        if me.team is self.team:
            turn = Turn(self, me, is_urgent=True)
            if turn.busy:
                self.world.block(turn)
                return None
        return site

    def note_shut(self, site: int | None) -> None:
        """Note, as one of the team takes a task, for whom it would not have been the turn."""
        me, world = self.world.current, self.world
        if me.team is self.team and world.policy.workers_in_turn:
            after = self.team[self.team.index(me) + 1 :]
            shut = [fiber.index for fiber in after if self.is_idle(fiber)]
            world.shut[len(world.log)] = shut
            if site is not None:  # it has not waited: the call of the queue belongs to this step
                world.shut[len(world.log) - 1] = shut

    def is_idle(self, fiber: Fiber) -> bool:
        """Whether a worker has not begun, or waits for a task."""
        thread = fiber.greenlet
        if thread is None or thread.dead:
            return False
        waits = fiber.waiting
        return not thread or (type(waits) is Turn and waits.tasks is self)


class Turn(Waitable):
    """What a worker waits for: that there is a task, and nobody before it in the team is idle.

    Who is urgent does not wait for the task.
    """

    __slots__ = ("about", "fiber", "is_urgent", "tasks")
    wants = ACQUIRE
    about: Any

    def __init__(self, tasks: Tasks, fiber: Fiber, *, is_urgent: bool):
        self.tasks, self.fiber, self.is_urgent = tasks, fiber, is_urgent
        self.about = tasks.about

    @property
    def busy(self) -> bool:
        """Whether it is not its turn yet."""
        tasks = self.tasks
        if tasks.permits <= 0:
            return not self.is_urgent
        if not tasks.world.policy.workers_in_turn:
            return False
        for fiber in tasks.team:
            if fiber is self.fiber:
                break
            if tasks.is_idle(fiber):
                return True
        return False


class Idle:
    """How many workers have said that they have nothing to do, in place of a semaphore."""

    __slots__ = ("_count", "_models")

    def __init__(self, models: Models):
        self._models, self._count = models, 0

    def acquire(self, *, timeout: float) -> bool:
        """Whether there is one, who is not counted any more."""
        self._models.world.log.append((~SYNC, self, HIRE, None))
        found = self._count > 0
        self._count -= found
        return found

    def release(self) -> None:
        """Count one more."""
        self._models.world.log.append((~SYNC, self, HIRE, None))
        self._count += 1

    @property
    def _value(self) -> int:
        """How many there are, for who looks into a pool."""
        self._models.world.tells_workers = True
        self._models.looks(self)
        return self._count


def adapt(models: Models, executor: Any) -> None:
    """Let the workers of pools be teams, who take their tasks in order."""
    world = models.world
    begin, adjust = executor.__init__, executor._adjust_thread_count

    def init(self: Any, *arguments: Any, **named: Any) -> None:
        begin(self, *arguments, **named)
        fields = vars(self)
        tasks, count = Tasks(world), vars(fields["@_work_queue"])["@_count"]
        tasks.about = count
        attach(count, tasks)
        fields["@_idle_semaphore"] = Idle(models)
        if named.get("initializer") or arguments[2:]:  # it is called once by each of them
            world.tells_workers = True

    def hire(self: Any) -> None:
        fields = vars(self)
        before = set(fields["@_threads"])
        adjust(self)
        tasks = attached(vars(fields["@_work_queue"])["@_count"])
        for thread in fields["@_threads"]:
            if thread not in before:
                fiber: Any = waitable_of(thread)
                tasks.team.append(fiber)
                fiber.team = tasks.team

    executor.__init__, executor._adjust_thread_count = init, hire


def noticing(world: World, run: Callable[..., None]) -> Callable[..., None]:
    """`run` does a task: what it leaves to the thread that has done it makes workers differ."""

    def do(self: Any, *context: Any) -> None:
        me = world.current
        before, kept = contextvars.copy_context(), me.kept
        try:
            run(self, *context)
        finally:
            if me.kept != kept or contextvars.copy_context() != before:
                world.note_identity()

    return do


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
