"""The program under exploration: its source, rewritten, and how to run it from scratch.

A program comes as a function, as source text, or as cells of a notebook (cells.py). Each run
executes the text again in a fresh namespace, so that no run sees what another one has left.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from threadlab.errors import ThreadlabError
from threadlab.explorer.bindings import EVERY
from threadlab.explorer.engine.fiber import Turn
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.loops import MOST_TURNS
from threadlab.explorer.engine.marks import Mark
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.record import Ending
from threadlab.explorer.engine.site import Site
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.instrument import loops
from threadlab.explorer.instrument.hooks import hooks_of
from threadlab.explorer.instrument.names import HIDE
from threadlab.explorer.instrument.points import add_points
from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.model.base import Hooks
from threadlab.explorer.model.library import Library
from threadlab.explorer.model.missing import Missing, unsupported
from threadlab.explorer.model.output import Redirected
from threadlab.explorer.objects import kinds
from threadlab.explorer.source.modules import (
    brought,
    has_text,
    is_own,
    module_text,
    optional,
    reach,
)
from threadlab.explorer.source.text import Part, Text, parsed, unwarned
from threadlab.words import say

_STREAMS = frozenset(("stdout", "stderr"))


class NotingLog(Protocol):
    """A log that takes notes (telling/notes.py), made for one world."""

    def hooks(self, hooks: Mapping[str, Any]) -> Mapping[str, Any]:
        """The hooks of a program whose values are noted, over those that only log."""


class Stage:
    """A program ready to run: a world, its private library, and the rewritten modules.

    `names` are those of the main module and `result` what the entry has returned, in the last run.
    An `open` one may load modules of the program's own that no text imports.
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
    ):
        self.text = text
        self.is_unforeseen = False  # whether one that is not open was asked for such a module
        self._open = open
        self._reach = reach("\n".join(part.source for part in text.parts), text.package)
        # Whether modules get hold of the main one; unittest.main() asks for it by its name.
        imports = self._reach.imports
        self._is_seen = text.module in imports or "unittest" in imports
        none = Site(0, "call", "", "", "", "", 0, 0, 0, 0)
        self.sites: list[Site] = [none, none]  # the library's own (SYNC), and PRINT
        self._values = log is not None
        self.world = World(
            Footprints(self.sites), clock=clock, steps=steps, ordered=ordered, log=log
        )
        self.world.picks = self._reach.picks
        # Names of attributes that classes have; assigning to a class makes more of them.
        self.class_level: set[str] = set()
        self.library = Library(self.world, seed, self.find, has_text, self._hooks)
        self.modules: set[str] = set()
        self.names: dict[str, Any] = {}
        self.result: Any = None
        self.whole: dict[str, types.CodeType] = {}  # of each file, kept or not
        self._redirected = [
            Redirected(name, self.world, partial(self.library.stream, name))
            for name in ("stdout", "stderr")
        ]
        self._codes: dict[str, list[types.CodeType]] = {}
        self.codes(text)

    def _hooks(self, library: Library) -> Hooks:
        hooks = hooks_of(self.world, self.class_level, library)
        if self._values:
            hooks = Hooks(self.world.log.hooks(hooks.by_name), hooks.call, hooks.take)
        return hooks

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
            self.library.shown[name] = self.library.modules.get(name, hidden)
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
        trees = [(_parsed(part), part.file, part.exact) for part in text.parts]
        for tree, file, _ in trees:
            self.world.loops.endless[file] = loops.endless_loops(tree)
            self.world.loops.iterating[file] = loops.iterating(tree)
        kept = [_kept(tree, part) for (tree, _, _), part in zip(trees, text.parts, strict=True)]
        imported = self._open or text is not self.text or self._is_seen
        scopes = add_points(
            trees,
            self.sites,
            text.module,
            scripted=text.scripted,
            imported=imported,
            assigned=() if not imported else EVERY if self._open else self._reach.assigned,
            brought=lambda name: brought(name, text.package),
            is_own=is_own,
            values=self._values,
        )
        self.class_level |= scopes.class_level & scopes.attributes
        self.library.swaps_streams |= _swaps_streams(text, scopes)
        self.modules.add(text.module)
        self.library.texts.update((part.file, part.source) for part in text.parts)
        if text is not self.text:
            self.library.optional[text.module] = optional(text)
        codes = []
        for (tree, file, _), lines in zip(trees, kept, strict=True):
            _hidden(tree)
            # a notebook's cell may wait at its top level, in statements that nobody needs here
            whole = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if lines is not None else 0
            self.whole[file] = code = _compiled(tree, file, whole)
            if lines is not None:
                tree.body = [node for node in tree.body if node.lineno in lines]
                _hidden(tree)
                code = _compiled(tree, file)
            codes.append(code)
        return codes

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


def _swaps_streams(text: Text, scopes: Scopes) -> bool:
    """Whether a text may put something else in the place of `sys.stdout` or `sys.stderr`."""
    if not _STREAMS.isdisjoint(scopes.attributes):
        return True
    by_name = _STREAMS if scopes.assigns_by_name else ()
    return any(name in part.source for part in text.parts for name in ("redirect_std", *by_name))


def _parsed(part: Part) -> ast.Module:
    try:
        return parsed(part.source, part.file)
    except SyntaxError as error:
        message = say("program.syntax", line=error.lineno or 0, message=error.msg)
        message = message.replace("?.", "?")  # Python has asked whether something else was meant
        raise ThreadlabError(message) from error


def _compiled(tree: ast.Module, file: str, flags: int = 0) -> types.CodeType:
    try:
        with unwarned():
            code: types.CodeType = compile(tree, file, "exec", flags, dont_inherit=True)
            return code
    except SyntaxError as error:  # such as one that parses: await outside of a function
        message = say("program.syntax", line=error.lineno or 0, message=error.msg)
        message = message.replace("?.", "?")  # Python has asked whether something else was meant
        raise ThreadlabError(message) from error


def _hidden(tree: ast.Module) -> None:
    """Let a module begin with the hook that hides the other ones, after what has to come first."""
    place = 0
    for node in tree.body:
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (text or future):
            break
        place += 1
    call = ast.Expr(ast.Call(ast.Name(HIDE.name, ast.Load()), [], []))
    line = tree.body[place].lineno if place < len(tree.body) else 1
    tree.body.insert(place, ast.fix_missing_locations(call))
    for part in ast.walk(call):
        if isinstance(part, (ast.expr, ast.stmt)):
            part.lineno = part.end_lineno = line


def _kept(tree: ast.Module, part: Part) -> set[int] | None:
    """The lines on which the statements that are kept begin; None for all of them."""
    if part.keep is None:
        return None
    lines: set[int] = set()
    for number, node in enumerate(tree.body):
        if number in part.keep:
            decorators = getattr(node, "decorator_list", [])
            lines |= {node.lineno, *(decorator.lineno for decorator in decorators)}
    return lines


def stage(
    text: Text,
    *,
    clock: Clock = "any",
    seed: int = 0,
    steps: int = MOST_TURNS,
    log: Callable[[World], NotingLog] | None = None,
    ordered: bool = False,
) -> Stage:
    """Prepare `text` to be run; with a `log` that takes notes for a run that is told.

    If `ordered`, runs that print the same in another order are different ones. Where executing the
    text as a whole does not work, what is prepared is its fallback.
    """
    open = False
    while True:
        ready = Stage(
            text, clock=clock, seed=seed, steps=steps, log=log, ordered=ordered, open=open
        )
        if (text.before is None and text.fallback is None) or ready.can_begin():
            return ready
        if ready.is_unforeseen:  # live objects have brought it along
            open = True
        elif text.fallback is not None:
            text, open = text.fallback, False
        else:
            return ready
