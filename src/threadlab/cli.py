"""The command `threadlab`: lab, validate, teach, demo, grade, regenerate, calibrate, doctor."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from threadlab.errors import ThreadlabError
from threadlab.extras import needed


def parser() -> argparse.ArgumentParser:
    """Return the parser; every subcommand sets `run`, a function of the parsed arguments."""
    from threadlab.course.server import port_number

    top = argparse.ArgumentParser(prog="threadlab", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    for name, role, summary in (
        ("lab", "student", "open the book and the homework in JupyterLab"),
        ("teach", "instructor", "open the instructor's JupyterLab, formgrader first"),
    ):
        sub = commands.add_parser(
            name, help=summary, epilog="Every other option goes to JupyterLab as it is."
        )
        sub.add_argument(
            "--port", type=port_number, help="the port to listen on (default: from 8888 on)"
        )
        sub.add_argument("--no-browser", action="store_true", help="don't open a browser")
        if name == "teach":
            sub.add_argument("--course", type=Path, help="another course folder, such as demo")
        sub.set_defaults(run=run_lab, role=role)

    sub = commands.add_parser("validate", help="say how each task of a homework notebook stands")
    sub.add_argument("notebook", type=Path)
    sub.add_argument("--seconds", type=int, help="for each cell (default: 30)")
    sub.add_argument("--json", action="store_true", help="print JSON, a line for each cell first")
    sub.set_defaults(run=run_validate)

    sub = commands.add_parser("demo", help="send a class of twelve through the whole loop")
    sub.add_argument(
        "--students", type=int, default=0, metavar="N",
        help="a class of N instead, in every assignment, drawn from its known answers",
    )  # fmt: skip
    sub.set_defaults(run=run_demo)

    sub = commands.add_parser("grade", help="grade what a class has handed in, in a sandbox")
    sub.add_argument("assignment")
    sub.add_argument("--course", type=Path, help="another course folder, such as demo")
    sub.add_argument("--student", default="*", help="one student's id (default: everybody)")
    sub.add_argument("--workers", type=int, default=0, help="processes (default: one a core)")
    sub.add_argument("--scheduler", help="the address of a Dask cluster, tcp://HOST:PORT")
    sub.add_argument("--force", action="store_true", help="grade again what is graded already")
    sub.add_argument("--no-sandbox", action="store_true", help="run with your own rights")
    sub.add_argument("--json", action="store_true", help="print the report as JSON")
    sub.add_argument("--csv", type=Path, help="write all marks to a file, as nbgrader export does")
    sub.set_defaults(run=run_grade)

    sub = commands.add_parser(
        "regenerate", help="another test after submissions: generate, keep marks by hand, grade"
    )
    sub.add_argument("assignment")
    sub.add_argument("--course", type=Path, help="another course folder, such as demo")
    sub.add_argument("--workers", type=int, default=0, help="processes (default: one a core)")
    sub.add_argument("--no-sandbox", action="store_true", help="run with your own rights")
    sub.add_argument(
        "--forget", action="store_true",
        help="marks and comments by hand may go with cells that are gone",
    )  # fmt: skip
    sub.set_defaults(run=run_regenerate)

    sub = commands.add_parser("calibrate", help="try an assignment with answers of known worth")
    sub.add_argument("assignment")
    sub.add_argument("--course", type=Path, help="another course folder, such as demo")
    sub.add_argument("--times", type=int, default=3, help="runs of each answer (default: 3)")
    sub.add_argument("--workers", type=int, default=0, help="processes (default: one a core)")
    sub.add_argument("--no-sandbox", action="store_true", help="run with your own rights")
    sub.set_defaults(run=run_calibrate)

    sub = commands.add_parser("doctor", help="print what this machine has and what is missing")
    sub.set_defaults(run=run_doctor)
    return top


def run_lab(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Start the lab of the role; in a project without a class, `teach` opens the demo's course."""
    from threadlab.course.server import serve
    from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder

    folder: Path | None = getattr(arguments, "course", None)
    if folder is not None and not (folder / CONFIG_NAME).is_file():
        raise ThreadlabError(f"{folder} is no course, because it holds no {CONFIG_NAME}.")
    course = CourseFolder.find(folder)
    teaching = arguments.role == "instructor" and folder is None
    if teaching and not course.has_class() and course.demo.has_class():
        print(
            "Your own gradebook is empty, so this is the demo's course; "
            "make teach COURSE=. opens your own.",
            flush=True,
        )
        course = course.demo
    return serve(
        arguments.role,
        course,
        port=arguments.port,
        browser=not arguments.no_browser,
        extra=extra,
    )


def run_validate(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Run a homework notebook and print its checklist; 1 if a test fails or is not answered."""
    from threadlab.validation.command import main as validate

    return validate(arguments.notebook, seconds=arguments.seconds, as_json=arguments.json)


def run_demo(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Run the class of the demo and print its marks."""
    from threadlab.course.demo import main as demo

    return demo(arguments.students)


def run_grade(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Grade a class and print how it went."""
    from threadlab.grading.classroom.whole_class import main as grade

    return grade(arguments)


def run_regenerate(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Generate an assignment again and grade what has changed."""
    from threadlab.course.regenerate import main as regenerate

    return regenerate(arguments)


def run_calibrate(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Try an assignment with answers of known worth."""
    from threadlab.grading.classroom.calibrate import main as calibrate

    return calibrate(arguments)


def run_doctor(arguments: argparse.Namespace, extra: Sequence[str]) -> int:
    """Print what this machine has."""
    from threadlab.doctor import report

    print(report())
    return 0


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line `argv` and exit: 0 if all went well, 1 with a sentence if not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that knows no arrows shows a ?
    try:
        with needed():
            top = parser()
            arguments, extra = top.parse_known_args(argv)
            if extra and arguments.run is not run_lab:
                top.error(f"{' '.join(extra)} is not an option of this command.")
            sys.exit(arguments.run(arguments, extra))
    except ThreadlabError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
