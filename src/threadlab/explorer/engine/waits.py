"""What threads wait for, as the engine sees it: no name, class or attribute of a program counts.

A thread that waits has a `Waitable` in `Fiber.waiting`. The search asks it what its waiter would
do once it is free (`wants`) and to what (`about`): at a run's end it tries to let that come before
whatever has made the thread wait.

A program has its locks and events as `Handle`s, objects of classes that it may inherit from. Their
waitable is kept in a slot that has no name, so that nothing that a program sets or overrides is
ever taken for what the engine knows: see `waitable_of`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from threadlab.explorer.engine.modes import WRITE

if TYPE_CHECKING:
    from threadlab.explorer.engine.fiber import Fiber


class Waitable:
    """Something that threads can wait for; its subclasses say when it is `busy`."""

    __slots__ = ()
    # In which mode its waiter would touch `about`; None if no other order could have freed it.
    wants: ClassVar[int | None] = None
    spins: bool = False  # in a loop that does the same again until somebody changes something
    internal: bool = False  # a part of an object of the library, and told as that
    permits: int | None = None  # of those that have permits, how many there are, and …
    before: int | None = None  # … how many there were before the last change

    @property
    def owner(self) -> Fiber | None:
        """Who has it; None if that is nobody, or nobody in particular."""
        return None

    @property
    def busy(self) -> bool:
        """Whether who wants it has to wait."""
        raise NotImplementedError

    @property
    def about(self) -> Any:
        """The object that the log names when the waitable is touched."""
        return self


class Sleep(Waitable):
    """What a sleeping thread waits for: nothing but time."""

    __slots__ = ()
    busy: bool = True


SLEEP = Sleep()


class Guard(Waitable):
    """What a call waits for before it begins: that `closed()` is false."""

    __slots__ = ("about", "closed", "name", "wants")
    about: Any

    def __init__(self, thing: Any, name: str, closed: Callable[[], bool], wants: int = WRITE):
        self.about, self.name, self.closed, self.wants = thing, name, closed, wants  # type: ignore[misc]

    @property
    def busy(self) -> bool:
        """Whether the call would have to wait."""
        return self.closed()


class Handle:
    """An object of the program's whose waitable only the engine gets at."""

    __slots__ = ("_waitable",)

    def __reduce_ex__(self, _: Any) -> Any:
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")


class ThreadHandle(Handle):
    """A thread of the program; its waitable is the fiber that it runs in, once it is started."""

    __slots__ = ()


attach: Callable[[Handle, Waitable | None], None] = Handle._waitable.__set__  # type: ignore[attr-defined]
# The waitable of a handle, which raises AttributeError if it has none; for all else `waitable_of`.
attached: Callable[[Handle], Any] = Handle._waitable.__get__  # type: ignore[attr-defined]
del Handle._waitable  # type: ignore[attr-defined]


def waitable_of(thing: Any) -> Waitable | None:
    """What the engine knows of `thing`, whatever its class says; None if that is nothing.

    >>> class Mine(Handle):
    ...     busy = permits = "the program's own"
    >>> mine = Mine()
    >>> waitable_of(mine)
    >>> attach(mine, SLEEP)
    >>> waitable_of(mine).busy
    True
    """
    if issubclass(type(thing), Waitable):
        return thing  # type: ignore[no-any-return]
    if issubclass(type(thing), Handle):
        try:
            return attached(thing)  # type: ignore[no-any-return]
        except AttributeError:  # its class has an __init__ that forgot the inherited one
            return None
    return None


def owner_of(thing: Waitable | None) -> str:
    """The thread that has what another one waits for; empty if nobody in particular."""
    owner = None if thing is None or thing.internal else thing.owner
    return "" if owner is None else owner.label
