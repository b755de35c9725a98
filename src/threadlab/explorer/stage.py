"""The program under exploration: its source, rewritten, and how to run it from scratch.

A program comes as a function, as source text, or as cells of a notebook (cells.py). Each run
executes the text again in a fresh namespace, so that no run sees what another one has left.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from threadlab.errors import ThreadlabError
from threadlab.explorer.bindings import EVERY
from threadlab.explorer.engine.fiber import Fiber, Turn
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.log import PRINT, SYNC, is_touch, place_of
from threadlab.explorer.engine.loops import MOST_TURNS
from threadlab.explorer.engine.marks import Mark
from threadlab.explorer.engine.modes import LOOKS
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.record import Ending
from threadlab.explorer.engine.site import Site
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.instrument import loops
from threadlab.explorer.instrument.hooks import hooks_of
from threadlab.explorer.model.base import Hooks
from threadlab.explorer.model.library import Library
from threadlab.explorer.model.missing import Missing, unsupported
from threadlab.explorer.model.output import Redirected
from threadlab.explorer.objects import kinds
from threadlab.explorer.source.modules import has_text, module_text, optional, reach
from threadlab.explorer.source.rewritten import NO_SITE, Prepared, is_seen, rewrite
from threadlab.explorer.source.text import Text, parsed
from threadlab.words import say


class NotingLog(Protocol):
    """A log that takes notes (telling/notes.py), made for one world."""

    def hooks(self, hooks: Mapping[str, Any]) -> Mapping[str, Any]:
        """The hooks of a program whose values are noted, over those that only log."""


class Ground:
    """What a program stands on, before anybody knows which it will be: its world and its library.

    `sites` are the library's own as yet, and `class_level` names of attributes that classes have;
    assigning to a class makes more of them. If it is `lasting`, no object ends before its run.
    """

    def __init__(
        self,
        seed: int = 0,
        log: Callable[[World], NotingLog] | None = None,
        lasting: bool = True,
    ):
        self.sites: list[Site] = [NO_SITE] * (PRINT + 1)  # the library's own (SYNC), and PRINT
        self.class_level: set[str] = set()
        self.world = World(Footprints(self.sites), log=log, lasting=lasting)
        self._values = log is not None
        self.library = Library(self.world, seed, lambda name: None, has_text, self._hooks)

    def _hooks(self, library: Library) -> Hooks:
        hooks = hooks_of(self.world, self.class_level, library)
        if self._values:
            hooks = Hooks(self.world.log.hooks(hooks.by_name), hooks.call, hooks.take)
        return hooks


_made: list[Ground] = []


def make_ground() -> None:
    """Make what the next stage stands on now: whoever is about to fork makes it for all children.

    It takes longer than to explore a small program, and is alike for all.
    """
    _made[:] = [Ground()]


class Stage:
    """A program ready to run: a world, its private library, and the rewritten modules.

    `names` are those of the main module and `result` what the entry has returned, in the last run.
    An `open` one may load modules of the program's own that no text imports. One that is `prepared`
    has been rewritten already.
    """

    def __init__(
        self,
        text: Text,
        *,
        clock: Clock,
        seed: int,
        steps: int,
        log: Callable[[World], NotingLog] | None,
        ordered: bool,
        open: bool = False,
        prepared: Prepared | None = None,
    ):
        self.text, self.seed = text, seed
        self.is_unforeseen = False  # whether one that is not open was asked for such a module
        self._open = open
        self._rewritten = None if prepared is None else prepared.rewritten
        self._reach = (
            reach((part.source for part in text.parts), text.package)
            if prepared is None
            else prepared.reach
        )
        self._is_seen = is_seen(text, self._reach)
        self._values = log is not None
        made = _made and seed == 0 and log is None and not self._reach.ends
        ground = _made.pop() if made else Ground(seed, log, not self._reach.ends)
        if ground.world.endings is not None:
            ground.world.endings.weak = self._reach.ends > 1
        self.sites, self.class_level = ground.sites, ground.class_level
        self.world, self.library = ground.world, ground.library
        self.world.clock, self.world.steps, self.world.ordered = clock, steps, ordered
        self.world.picks = self._reach.picks
        self.library.find = self.find
        self.modules: set[str] = set()
        self.names: dict[str, Any] = {}
        self.result: Any = None
        self.whole: dict[str, types.CodeType] = {}  # of each file, kept or not
        self._redirected = [
            Redirected(name, self.world, partial(self.library.write, name))
            for name in ("stdout", "stderr")
        ]
        self._codes: dict[str, list[types.CodeType]] = {}
        self.codes(text)

    def run(
        self,
        plan: Sequence[Turn] = (),
        policy: Policy | None = None,
        at_stop: Callable[[], None] | None = None,
    ) -> Ending:
        """Run the program once from scratch; see `World.run`."""
        return self._run(self._main, plan, policy, at_stop)

    def _run(self, body: Callable[[], Any], *how: Any) -> Ending:
        out, error = self._redirected
        with out, error:
            self.forget()
            try:
                return self.world.run(body, *how)
            finally:
                self.library.settings.restore()
                if data := self.library.settings.data:
                    self._note_changes(data)

    def _note_changes(self, data: Collection[int]) -> None:
        """Note where data of a module of Python's own was changed when there were threads.

        Who looks at it, nobody knows: functions of that module and of others.
        """
        threads = False
        for entry in filter(is_touch, self.world.log):
            _, thing, mode, _ = entry
            threads = threads or (type(thing) is Fiber and thing.index > 0)
            if threads and mode not in LOOKS and id(thing) in data:
                self.world.note_unknown(place_of(entry) or SYNC, always=True)

    def _main(self) -> None:
        entry = self.prepare()
        if entry is not None:
            self.result = entry()

    def can_begin(self) -> bool:
        """Whether the text can be executed up to its entry."""
        ending = self._run(self.prepare)
        return ending == "ended" and self.world.failed is None

    def prepare(self) -> Callable[[], Any] | None:
        """Execute the text in a fresh namespace, and return the entry, if there is one."""
        self.library.check()
        text = self.text
        module = types.ModuleType(text.module)
        self.names = vars(module)
        self.names.update(self._namespace(text, text.module))
        self.world.footprints.modules[id(self.names)] = self.names, text.module
        if self._is_seen:  # by a module of its own: to all it is the same one
            self.library.modules[text.module] = module
        hidden = Missing(f"sys.modules[{text.module!r}]", self.world)
        for name in {text.module, "__main__"}:
            self.library.shown[name] = self.library.modules.get(text.module, hidden)
        codes = self.codes(text)
        after = text.before(self) if text.before is not None else None
        for code in codes:
            self.execute(code, self.names)
        entry: Callable[[], Any] | None = after() if after is not None else None
        if text.entry:
            entry = self.names.get(text.entry)
            if entry is None:
                raise ThreadlabError(say("program.no_entry", name=text.entry))
        return entry

    def forget(self) -> None:
        """Drop what the last run has left."""
        self.world.let_go()
        self.names = {}
        self.result = None
        self.library.reset()
        kinds.forget()

    def counted(self) -> list[tuple[int, int]]:
        """How often loops go round that are counted in the program's text, and their lines."""
        return [found for part in self.text.parts for found in loops.counted(parsed(part.source))]

    def codes(self, text: Text) -> list[types.CodeType]:
        """The rewritten code of a module, compiled once."""
        codes = self._codes.get(text.module)
        if codes is None:
            codes = self._codes[text.module] = self._compile(text)
        return codes

    def _compile(self, text: Text) -> list[types.CodeType]:
        is_main = text is self.text
        if is_main and self._rewritten is not None:
            found = self._rewritten
            self.sites += found.sites
        else:
            imported = self._open or not is_main or self._is_seen
            assigned = () if not imported else EVERY if self._open else self._reach.assigned
            found = rewrite(
                text, self.sites, imported=imported, assigned=assigned, values=self._values,
                ends=self._reach.ends > 0,
            )  # fmt: skip
        self.world.loops.endless.update(found.endless)
        self.world.loops.iterating.update(found.iterating)
        self.class_level |= found.class_level
        self.library.swaps_streams |= found.swaps_streams
        self.modules.add(text.module)
        self.library.texts.update((part.file, part.source) for part in text.parts)
        if not is_main:
            self.library.optional[text.module] = optional(text)
        self.whole.update(found.whole)
        return found.codes

    def _namespace(self, text: Text, module: str) -> dict[str, Any]:
        return {
            "__name__": module,
            "__file__": text.parts[0].file,
            "__package__": text.package,
            "__doc__": None,
            "@program": Mark(module),
        }

    def find(self, name: str) -> types.ModuleType | None:
        """Load a module of the program's own, a file beside it; None if there is none."""
        text = module_text(name)
        if text is None:
            return None
        known = self._open or self._reach.assigned is EVERY or text.module in self._reach.modules
        if not known:  # nobody knows what it changes of what the others look at
            self.is_unforeseen = True
            raise unsupported(name, self.world, "unforeseen")
        module = types.ModuleType(name)
        vars(module).update(self._namespace(text, name))
        self.world.footprints.modules[id(vars(module))] = vars(module), name
        if text.path is not None:
            module.__path__ = list(text.path)
        self.library.modules[name] = self.library.shown[name] = module
        try:
            for code in self.codes(text):
                self.execute(code, vars(module))
        except BaseException:  # who imports it again begins anew
            self.library.modules.pop(name, None)
            self.library.shown.pop(name, None)
            package, _, last = name.rpartition(".")
            around = getattr(self.library.modules.get(package), "__dict__", {})
            if around.get(last) is module:
                del around[last]
            raise
        return module

    def execute(self, code: types.CodeType, names: dict[str, Any]) -> None:
        """Execute rewritten code, which hides its builtins from itself at once."""
        names["__builtins__"] = self.library.builtins
        exec(code, names)


def stage(
    text: Text,
    *,
    clock: Clock = "any",
    seed: int = 0,
    steps: int = MOST_TURNS,
    log: Callable[[World], NotingLog] | None = None,
    ordered: bool = False,
    prepared: Prepared | None = None,
) -> Stage:
    """Prepare `text` to be run; with a `log` that takes notes for a run that is told.

    If `ordered`, runs that print the same in another order are different ones. Where executing the
    text as a whole does not work, what is prepared is its fallback. `prepared` is `text` as another
    process has rewritten it.
    """
    open = False
    while True:
        ready = Stage(
            text, clock=clock, seed=seed, steps=steps, log=log, ordered=ordered, open=open,
            prepared=prepared,
        )  # fmt: skip
        if (text.before is None and text.fallback is None) or ready.can_begin():
            return ready
        if ready.is_unforeseen:  # live objects have brought it along
            open = True
        elif text.fallback is not None:
            text, open = text.fallback, False
        else:
            return ready
