"""Generating that is whole or has not been: by the command, formgrader's button and `regenerate`.

nbgrader removes the release before it makes another, and takes no other cells once something was
handed in. `WholeReleaseExporter` lets it make the release in a folder of its own and keeps what it
would have written into the gradebook. When all is there, both are put in place together.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
import sqlalchemy.exc
from nbconvert.exporters import NotebookExporter
from nbgrader import api
from nbgrader.converters import BaseConverter, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor, SaveCells
from sqlalchemy import event
from traitlets import Bool
from traitlets.config import LoggingConfigurable
from traitlets.utils.importstring import import_item

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan
from threadlab.grading.intake.submissions import given_files, hidden_delimiters
from threadlab.grading.judging.authors import refuse_odd_marks, refuse_unseen
from threadlab.grading.marks.cells import Change, Made, take_over
from threadlab.grading.marks.gradebook import remove_folder, wait_longer

_COLUMNS = {
    api.GradeCell: ("max_score", "cell_type"),
    api.TaskCell: ("max_score", "cell_type"),
    api.SolutionCell: (),
    api.SourceCell: ("cell_type", "locked", "source", "checksum"),
}


class Regenerated(LoggingConfigurable):
    """How an assignment is generated again: see `threadlab regenerate --help`."""

    forget = Bool(
        False, help="Whether marks and comments by hand may go with cells that are gone."
    ).tag(config=True)


class _NotedCells(SaveCells):
    """Notes what nbgrader would save of a notebook, in place of saving it."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.noted: dict[str, Made] = {}

    def _create_notebook(self, nb: Any) -> None:
        kinds = (
            (api.GradeCell, self.new_grade_cells), (api.SolutionCell, self.new_solution_cells),
            (api.TaskCell, self.new_task_cells), (api.SourceCell, self.new_source_cells),
        )  # fmt: skip
        cells = {
            kind: {name: {column: found[column] for column in _COLUMNS[kind]}
                   for name, found in cells.items()}
            for kind, cells in kinds
        }  # fmt: skip
        self.noted[self.notebook_id] = Made(dict(nb.metadata.get("kernelspec", {})), cells)


class WholeReleaseExporter(NotebookExporter):
    """nbgrader's way here: `c.GenerateAssignment.exporter_class = WholeReleaseExporter`."""

    def __init__(self, *given: Any, **named: Any):
        super().__init__(*given, **named)
        self.refused = ""  # why nothing was generated
        self.told: list[str] = []  # what is to be known of what was
        self._cells: _NotedCells | None = None
        converter = self.parent
        self._convert: Callable[[], None] = converter.convert_notebooks
        self._place: Callable[..., str] = converter._format_dest
        converter.convert_notebooks = self._convert_all
        converter.init_assignment = self._begin

    def register_preprocessor(self, preprocessor: Any, enabled: bool = False) -> Any:
        """Take nbgrader's preprocessors as they are, but the one that writes into the gradebook."""
        found = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
        if found is not SaveCells:
            return super().register_preprocessor(preprocessor, enabled=enabled)
        self._cells = _NotedCells(parent=self)
        return super().register_preprocessor(self._cells, enabled=enabled)

    def _begin(self, name: str, student: str) -> None:
        """Copy the files beside the notebooks; the gradebook is not asked before the end."""
        BaseConverter.init_assignment(self.parent, name, student)

    def _convert_all(self) -> None:
        converter = self.parent
        pattern = converter._format_source("(?P<name>.*)", "(?P<student>.*)", escape=True)
        folders = dict(converter.assignments)
        super().register_preprocessor(_NamedAttachments, enabled=True)
        for folder, notebooks in sorted(folders.items()):
            found = re.match(pattern, folder)
            converter.assignments = {folder: notebooks}
            try:
                self._generate(found["name"] if found else Path(folder).name, notebooks)
            except ThreadlabError as error:
                self.refused = str(error)
                converter.log.error(self.refused)
                raise NbGraderException(str(error)) from None
        converter.assignments = folders

    def _generate(self, name: str, notebooks: list[str]) -> None:
        """Make the release of one assignment and put it in place, with its gradebook."""
        converter = self.parent
        target = Path(self._place(name, "."))
        whole = converter.coursedir.notebook_id == "*"
        there = target.exists() if whole else all(
            (target / Path(path).name).exists() for path in notebooks)  # fmt: skip
        if there and not converter.force:
            converter.log.warning(
                f"{target} is there and is left as it is; with --force it is generated again."
            )
            return
        for path in sorted(notebooks):
            refuse_odd_marks(Path(path).stem, nbformat.read(path, as_version=4).cells)
        work = target.with_name(f".{target.name}.new")
        shutil.rmtree(work, ignore_errors=True)
        if not whole and target.exists():
            shutil.copytree(target, work)
        if self._cells is not None:
            self._cells.noted.clear()
        converter._format_dest = lambda *_, **__: str(work)
        afterwards = converter.run_post_convert_hook  # it looks for a release that is in place
        converter.run_post_convert_hook = lambda: None
        try:
            self._convert()
            made = {} if self._cells is None else dict(self._cells.noted)
            self._put_in_place(name, work, target, made, whole=whole)
        finally:
            converter._format_dest = self._place
            converter.run_post_convert_hook = afterwards
            shutil.rmtree(work, ignore_errors=True)
        afterwards()

    def _put_in_place(
        self, name: str, work: Path, target: Path, made: dict[str, Made], *, whole: bool
    ) -> None:
        """Write the gradebook, exchange the folders, and only then commit."""
        converter = self.parent
        if not made or converter.no_database:
            _exchange(work, target)
            return
        coursedir = converter.coursedir
        gradebook = api.Gradebook(coursedir.db_url, coursedir.course_id)
        if coursedir.db_url.startswith("sqlite"):
            event.listen(gradebook.engine, "connect", wait_longer)
            gradebook.engine.dispose()
        old = target.with_name(f".{target.name}.before")
        try:
            change = take_over(
                gradebook, name, made, whole=whole, forget=Regenerated(parent=converter).forget
            )
            if change.submissions:
                self._refuse_what_can_not_be_graded(name, work, made)
            _exchange(work, target, old)
            try:
                gradebook.db.commit()
            except BaseException:
                remove_folder(target)
                if old.exists():
                    old.replace(target)
                raise
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise ThreadlabError(
                f"The gradebook can't be written ({getattr(error, 'orig', error)}), so nothing of "
                f"'{name}' was changed. Close what else uses it and generate again."
            ) from None
        except OSError as error:
            raise ThreadlabError(
                f"{target} can't be put in place ({error.strerror}), so nothing of '{name}' was "
                "changed. Put that right and generate again."
            ) from None
        finally:
            gradebook.db.rollback()
            gradebook.close()
            shutil.rmtree(old, ignore_errors=True)
        self.told += _told(name, change)
        for sentence in self.told:
            converter.log.warning(sentence)
        if change.submissions:
            converter.log.warning(
                f"'{name}' has been handed in: run 'threadlab grade {name}', which grades again "
                "what has changed and keeps marks by hand."
            )

    def _refuse_what_can_not_be_graded(self, name: str, work: Path, made: dict[str, Made]) -> None:
        """Raise `ThreadlabError` before a class has tests that nobody can be graded by."""
        coursedir = self.parent.coursedir
        folder = Path(coursedir.format_path(coursedir.source_directory, ".", name))
        files = given_files(folder, coursedir)
        plans = []
        for book, cells in made.items():
            sources = {key: cell["source"] for key, cell in cells.cells[api.SourceCell].items()}
            given, out = (nbformat.read(place / f"{book}.ipynb", 4) for place in (folder, work))
            plans.append(Plan.from_notebook(
                name, book, given, out, made=sources, delimiters=hidden_delimiters(coursedir),
                files=files,
            ))  # fmt: skip
        refuse_unseen(plans)


def _exchange(new: Path, target: Path, old: Path | None = None) -> None:
    """Put one folder in the place of another, which is kept as `old` where that is named."""
    if old is None:
        remove_folder(target)
        new.replace(target)
        return
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.replace(old)
    try:
        new.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise


def _told(name: str, change: Change) -> list[str]:
    """What a person has to know of an assignment that has been handed in already."""
    if not change.submissions:
        return []
    told = [
        f"Of '{name}' {', '.join(cells)} {what}."
        for what, cells in (("came in", change.added), ("went", change.removed))
        if cells
    ]
    if change.above:
        more = f" and {len(change.above) - 20} more" if len(change.above) > 20 else ""
        told.append("Marks by hand that are above what their cells give now stay as they are: "
                    f"{', '.join(change.above[:20])}{more}.")  # fmt: skip
    return told


class _NamedAttachments(NbGraderPreprocessor):
    """Leaves out what is attached to a cell and not named in it: a mark scheme had a picture."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """Return the cell with those of its attachments that its text shows."""
        pictures = cell.get("attachments", {})
        for name in list(pictures):
            if not any(f"attachment:{each}" in cell.source for each in (name, quote(name))):
                del pictures[name]
        if not pictures:
            cell.pop("attachments", None)
        return cell, resources
