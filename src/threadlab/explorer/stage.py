"""The program under exploration: its source, rewritten, and how to run it from scratch.

A program comes as a function, as source text, or as cells of a notebook (cells.py). Each run
executes the text again in a fresh namespace, so that no run sees what another one has left.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.instrument.hooks import hooks_of
from threadlab.explorer.instrument.points import Site, add_points
from threadlab.explorer.model.library import Library
from threadlab.explorer.objects import kinds
from threadlab.explorer.source.modules import module_text
from threadlab.explorer.source.text import Part, Text
from threadlab.explorer.telling.events import Telling, telling_hooks
from threadlab.words import say


@dataclass
class Stage:
    """A program ready to run: a world, its private library, and the rewritten modules."""

    text: Text
    world: World
    library: Library
    sites: list[Site]
    values: bool
    class_level: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)
    names: dict[str, Any] = field(default_factory=dict)  # of the main module, of this run
    result: Any = None
    whole: dict[str, types.CodeType] = field(default_factory=dict)  # of each file, kept or not
    _codes: dict[str, list[types.CodeType]] = field(default_factory=dict)

    def main(self) -> None:
        """Run the program from scratch, as the main thread of the world."""
        entry = self.prepare()
        if entry is not None:
            self.result = entry()

    def prepare(self) -> Callable[[], Any] | None:
        """Execute the text in a fresh namespace, and return the entry, if there is one."""
        text = self.text
        self.names = self._namespace(text.module, text.parts[0].file, text.package)
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
        self.names = {}
        self.result = None
        self.library.reset()
        kinds.forget()

    def codes(self, text: Text) -> list[types.CodeType]:
        """The rewritten code of a module, compiled once."""
        codes = self._codes.get(text.module)
        if codes is None:
            codes = self._codes[text.module] = self._compile(text)
        return codes

    def _compile(self, text: Text) -> list[types.CodeType]:
        trees = [(_parsed(part), part.file, part.exact) for part in text.parts]
        kept = [_kept(tree, part) for (tree, _, _), part in zip(trees, text.parts, strict=True)]
        module_is_program = text is self.text and text.scripted
        scopes = add_points(
            trees,
            self.sites,
            text.module,
            all_globals=module_is_program or text is not self.text,
            values=self.values,
        )
        self.class_level |= scopes.class_level & scopes.attributes
        self.modules.add(text.module)
        codes = []
        for (tree, file, _), lines in zip(trees, kept, strict=True):
            _hidden(tree)
            self.whole[file] = code = compile(tree, file, "exec", dont_inherit=True)
            if lines is not None:
                tree.body = [node for node in tree.body if node.lineno in lines]
                _hidden(tree)
                code = compile(tree, file, "exec", dont_inherit=True)
            codes.append(code)
        return codes

    def _namespace(self, module: str, file: str, package: str) -> dict[str, Any]:
        return {
            "__name__": module,
            "__file__": file,
            "__package__": package,
            "__doc__": None,
            "@program": kinds.Mark(module),
        }

    def find(self, name: str) -> types.ModuleType | None:
        """Load a module of the program's own, a file beside it; None if there is none."""
        text = module_text(name)
        if text is None:
            return None
        module = types.ModuleType(name)
        vars(module).update(self._namespace(name, text.parts[0].file, text.package))
        if text.path is not None:
            module.__path__ = list(text.path)
        self.library.modules[name] = module
        for code in self.codes(text):
            self.execute(code, vars(module))
        return module

    def execute(self, code: types.CodeType, names: dict[str, Any]) -> None:
        """Execute rewritten code, which hides its builtins from itself at once."""
        names["__builtins__"] = self.library.builtins
        exec(code, names)


def _parsed(part: Part) -> ast.Module:
    try:
        return ast.parse(part.source, part.file)
    except SyntaxError as error:
        message = say("program.syntax", line=error.lineno or 0, message=error.msg)
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
    call = ast.Expr(ast.Call(ast.Name("@hide", ast.Load()), [], []))
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
    steps: int = 100_000,
    log: Telling | None = None,
    ordered: bool = False,
) -> Stage:
    """Prepare `text` to be run; with a telling `log` for a run that is told.

    If `ordered`, runs that print the same in another order are different ones.
    """
    none = Site(0, "call", "", "", "", "", 0, 0, 0, 0)
    sites = [none, none]  # the library's own, and print
    world = World(Footprints(sites), clock=clock, steps=steps, log=log)
    finder: list[Callable[[str], types.ModuleType | None]] = []
    world.ordered = ordered
    library = Library(world, seed, lambda name: finder[0](name))
    ready = Stage(text, world, library, sites, log is not None)
    finder.append(ready.find)
    world.forget = ready.forget
    hooks = hooks_of(world, ready.class_level, library)
    if log is not None:
        log.world = world
        hooks = hooks | telling_hooks(log, hooks)
    library.builtins.update(hooks)
    ready.codes(text)
    if text.fallback is not None:
        world.run(ready.prepare)
        if world.unsupported is not None or world.failed is not None or world.ending != "ended":
            return stage(
                text.fallback, clock=clock, seed=seed, steps=steps, log=log, ordered=ordered
            )
    return ready
