"""An answer file says what differs from its model, means one thing, and repeats nothing."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from support.project import ANSWERS
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.answers import Answer, Source

ASSIGNMENTS = sorted(path.name for path in ANSWERS.iterdir())
MODEL = '''"""Two offices, each with a lock.
"""
# %% office
class Office:
    def buy(self):
        with self.lock:
            return self.take()

    def refund(self, number):
        with self.lock:
            self.free.append(number)

# %% explain [markdown]
# The lock makes one of them
#
# wait.

# %% pile
pile = list(range(7))
'''


@pytest.fixture
def cells(tmp_path):
    """Read the cells of an answer with these sections, which is like `MODEL`."""
    (tmp_path / "model.py").write_text(MODEL)

    def read(sections, like="like: model.py"):
        (tmp_path / "answer.py").write_text(f'"""It.\n\n{like}\nfails: a b\n"""\n{sections}')
        return Answer.read(tmp_path / "answer.py").cells

    return read


@pytest.fixture
def refused(cells):
    """The sentence that refuses an answer with these sections."""

    def read(*arguments, **options):
        with pytest.raises(ThreadlabError) as error:
            cells(*arguments, **options)
        return str(error.value)

    return read


def test_a_line_after_a_minus_goes_and_one_after_a_plus_stands_in_its_place(cells):
    found = cells("# %% office [changed]\n-            return self.take()\n+            return 1\n")
    model = cells("")
    assert found["office"] == model["office"].replace("return self.take()", "return 1")
    assert found["explain"] == model["explain"] and found["pile"] == model["pile"]


def test_lines_go_and_come_beside_a_line_that_stays(cells):
    found = cells(
        "# %% office [changed]\n+import os\n+\n class Office:\n@@ def refund(self, number):\n"
        "-        with self.lock:\n-            self.free.append(number)\n"
        "+        self.free.append(number)\n"
    )
    assert found["office"] == (
        "import os\n\nclass Office:\n    def buy(self):\n        with self.lock:\n"
        "            return self.take()\n\n    def refund(self, number):\n"
        "        self.free.append(number)"
    )


def test_an_empty_line_begins_the_next_change(cells):
    sections = "# %% office [changed]\n-class Office:\n+class Shop:\n\n-    def buy(self):\n"
    found = cells(sections + "+    def sell(self):\n\n# %% pile\npile = []\n")
    assert found["office"].startswith("class Shop:\n    def sell(self):\n        with")
    assert found["pile"] == "pile = []"


def test_a_text_cell_is_changed_as_the_student_reads_it(cells):
    found = cells("# %% explain [changed]\n-The lock makes one of them\n+The lock lets no one\n")
    assert found["explain"] == "The lock lets no one\n\nwait."


def test_a_section_is_like_a_cell_of_another_file_with_or_without_a_change(cells):
    same = "# %% pile [like model.py]\n"
    assert cells(same, like="") == {"pile": "pile = list(range(7))"}
    found = cells(same + "-pile = list(range(7))\n+pile = [7]\n", like="")
    assert found == {"pile": "pile = [7]"}


def test_a_cell_can_be_left_as_it_was_released_though_the_model_has_it(cells):
    assert cells("# %% explain [as released]\n\n# %% pile [as released]\n").keys() == {"office"}


def test_lines_that_the_model_does_not_have_are_refused(refused, tmp_path):
    said = refused("# %% office [changed]\n-        with the.lock:\n-            return 1\n+pass\n")
    assert said == (
        f"The section 'office' of {tmp_path / 'answer.py'} changes 'with the.lock: / return 1', "
        "which its model has nowhere."
    )


def test_lines_that_the_model_has_twice_are_refused_and_those_below_one_line_are_not(
    refused, cells
):
    change = "-        with self.lock:\n+        if True:\n"
    said = refused(f"# %% office [changed]\n{change}")
    assert said.endswith(" changes 'with self.lock:', which its model has 2 times.")
    found = cells(f"# %% office [changed]\n@@ def buy(self):\n{change}")["office"]
    assert found.index("if True:") < found.index("def refund") < found.index("with self.lock:")


def test_a_line_is_found_with_its_indentation_or_not_at_all(refused):
    said = refused("# %% office [changed]\n-with self.lock:\n+if True:\n")
    assert said.endswith("'with self.lock:', which its model has nowhere.")


def test_what_is_below_a_line_ends_where_its_block_ends(refused):
    said = refused(
        "# %% office [changed]\n@@ def buy(self):\n-            self.free.append(number)\n"
    )
    assert said.endswith("'self.free.append(number)' below 'def buy(self):', "
                         "which its model has nowhere.")  # fmt: skip


def test_a_line_to_look_below_stands_once_in_the_cell(refused):
    change = "-            return self.take()\n"
    said = refused(f"# %% office [changed]\n@@ with self.lock:\n{change}")
    assert said.endswith(" looks below 'with self.lock:', which its model has 2 times.")


def test_changes_come_in_the_order_of_the_cell(refused):
    said = refused(
        "# %% office [changed]\n-    def refund(self, number):\n\n-class Office:\n+class Shop:\n"
    )
    assert said.endswith(" changes 'class Office:' after lines that come later.")


def test_a_line_that_comes_in_tells_beside_which(refused):
    assert refused("# %% pile [changed]\n+pile = 1\n").endswith(
        " puts in 'pile = 1' beside no line."
    )


def test_a_line_of_a_change_has_a_sign(refused):
    said = refused("# %% pile [changed]\n-pile = list(range(7))\npile = []\n")
    assert said.endswith(" has the line 'pile = []', which begins with none of '-', '+' and ' '.")


@pytest.mark.parametrize("kind", ["changed", "as released"])
def test_there_is_a_model_with_the_cell_that_differs(refused, kind):
    section = f"# %% pile [{kind}]\n"
    assert refused(section, like="").endswith(" has no model with that cell.")
    assert "The section 'other'" in refused(section.replace("pile", "other"))


def test_a_cell_that_is_left_has_no_lines(refused):
    assert "as it was released, and has lines" in refused("# %% pile [as released]\npile = []\n")


@pytest.mark.parametrize("marker", ["pile [change]", "pile changed", "Pile", "", "pile [like ]"])
def test_a_marker_that_begins_no_section_is_refused_and_not_read_as_code(refused, marker):
    said = refused(f"# %% office [as released]\n\n# %% {marker}\npile = []\n")
    assert said.endswith(f" has '# %% {marker}', which begins no section.")


def test_a_file_that_is_like_itself_in_the_end_is_refused(refused, tmp_path):
    (tmp_path / "other.py").write_text('"""Other.\n\nlike: answer.py\n"""\n')
    assert refused("", like="like: other.py").endswith("which is like itself in the end.")
    assert refused("# %% pile [like answer.py]\n").endswith("which is like itself in the end.")


def test_a_model_that_is_not_there_is_named(refused):
    assert refused("", like="like: ../none.py").endswith(" is like ../none.py, which is not there.")


@pytest.mark.parametrize(
    "section", ["pile\npile = list(range(7))\n", "pile [changed]\n", "pile [like model.py]\n"]
)
def test_a_section_that_repeats_its_model_is_refused(refused, section):
    assert refused(f"# %% {section}").endswith(" repeats its model.")


def said_in_full(source: Source) -> list[str]:
    """The sections that could say in half their lines what differs from the model's cell."""
    if "like" not in source.fields:
        return []
    model = Source.read(source.path.parent / source.fields["like"]).cells()
    found = []
    for section in source.sections:
        if section.is_whole and section.name in model:
            old, new = model[section.name].split("\n"), section.text().split("\n")
            steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            # with a line to show the place of each change, and one to part it from the next
            told = sum(2 + i2 - i1 + j2 - j1 for tag, i1, i2, j1, j2 in steps if tag != "equal")
            if told <= len(new) / 2:
                found.append(section.name)
    return found


def depth(path: Path) -> int:
    """How many models must be read one after the other to know the cells of an answer."""
    source = Source.read(path)
    models = [section.model for section in source.sections] + [source.fields.get("like")]
    return max((1 + depth(path.parent / model) for model in models if model), default=0)


def test_a_section_that_could_say_what_differs_in_half_its_lines_is_found(cells, tmp_path):
    office = cells("")["office"].replace("return self.take()", "return 1")
    cells(f"# %% office\n{office}\n\n# %% pile\npile = []\n")
    assert said_in_full(Source.read(tmp_path / "answer.py")) == ["office"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_answer_says_what_differs_and_repeats_nothing(assignment):
    for path in sorted((ANSWERS / assignment).glob("*/*.py")):
        source = Source.read(path)
        source.cells()  # refuses a section that is the cell of the model
        assert said_in_full(source) == [], f"say what differs, in {path}"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_reader_of_an_answer_opens_at_most_two_models(assignment):
    deep = [path for path in (ANSWERS / assignment).glob("*/*.py") if depth(path) > 2]
    assert deep == []
