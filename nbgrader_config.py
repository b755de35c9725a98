"""The course, for every nbgrader command, for formgrader and for the students' lab.

All folders lie beside this file, so a copy of it makes any folder with a source/ a course of its
own. To share an exchange between accounts, set THREADLAB_EXCHANGE to a folder that exists and that
all of them may write to; the invented class in demo/ never uses it.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

import zmq

here = Path(__file__).resolve().parent
homework = here / "homework"
shared = "" if here.name == "demo" else os.environ.get("THREADLAB_EXCHANGE", "")
exchange = Path(shared).expanduser().resolve() if shared else here / "exchange"
for folder in [homework] if shared else [homework, exchange]:  # a shared one is its owner's to make
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)

# nbgrader looks `alembic` up on PATH, where it is missing while .venv is not activated.
programs = str(Path(sys.executable).parent)
if programs not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])

c = get_config()

c.CourseDirectory.course_id = "threadlab"
c.CourseDirectory.root = str(here)
c.CourseDirectory.db_url = f"sqlite:///{here / 'gradebook.db'}"
c.CourseDirectory.groupshared = False
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    "feedback",
    ".submitted",
]

# Students fetch into homework/ and hand in from there; nothing needs an administrator's rights.
c.Exchange.root = str(exchange)
c.Exchange.path_includes_course = False
c.Exchange.assignment_dir = str(homework)
c.Exchange.cache = str(homework / ".submitted")

# A student owns what is in the exchange: links are not followed, owners are checked, and times are
# those of the folders. Where ids of students are no names of users, check_owner has to be False.
c.ExchangeFactory.collect = "threadlab.grading.classroom.exchange.CheckedCollect"
c.ExchangeFactory.release_assignment = "threadlab.grading.classroom.exchange.StickyRelease"
# What came by mail has no place in the exchange: its feedback is named, and the others' released.
c.ExchangeFactory.release_feedback = "threadlab.grading.classroom.exchange.FoundFeedback"

# A release is put in place when it is whole, also where something was handed in already; `threadlab
# regenerate` grades it again as well.
c.GenerateAssignment.exporter_class = "threadlab.grading.classroom.generating.WholeReleaseExporter"

# Submissions are run in a sandbox and judged from outside of it, by `nbgrader autograde`, by
# formgrader's button and by `threadlab grade` alike. c.Sealed.sandbox = False would run them with
# your own rights. An assignment's limits stand in its notebook's metadata.
c.Autograde.exporter_class = "threadlab.grading.classroom.plugin.SealedExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = []
c.GenerateFeedback.exporter_class = "threadlab.grading.classroom.plugin.PagesOnlyExporter"
c.GenerateFeedback.preprocessors = [
    "threadlab.grading.marks.feedback.HideTests",
    "nbgrader.preprocessors.GetGrades",
    "threadlab.grading.marks.feedback.ByTask",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Names are cells of the exported table, never formulas or columns.
c.ExportApp.plugin_class = "threadlab.grading.marks.table.PlainCsvExport"

# Keep what goes between grader and kernel from everybody else on the machine.
if zmq.has("curve"):
    c.KernelManager.transport_encryption = "auto"

# Late work is marked as late and loses nothing; 'zero' takes all points.
c.LateSubmissionPlugin.penalty_method = "none"

# formgrader would print this configuration above the assignments.
c.FormgradeExtension.debug = False

# A rubric stands in the locked cell of its task: graders see it, the released notebook does not.
# So may pictures that are attached within its mark scheme: generating leaves them out.
c.ClearMarkScheme.enforce_metadata = False
c.ClearMarkScheme.check_attachment_leakage = False
