"""pyproject.toml, requirements.lock and environment.yml say the same."""

from __future__ import annotations

import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock
from support.project import PROJECT
from threadlab.explorer.model import private

LOCK = (PROJECT / "requirements.lock").read_text()
LINES = [line for line in LOCK.splitlines() if not line.startswith("#")]
PINS = {canonicalize_name(Requirement(line).name): Requirement(line) for line in LINES}
HERE = [pin for pin in map(Requirement, LINES) if pin.marker is None or pin.marker.evaluate()]
NEWEST = lock.newest(LOCK)


PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
EXTRAS = PYPROJECT["optional-dependencies"]


def requirements() -> list[Requirement]:
    """What is declared, of every extra; that one brings the others is no requirement."""
    texts = [*PYPROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)]
    return [each for each in map(Requirement, texts) if each.name != PYPROJECT["name"]]


def test_the_owners_packages_are_there() -> None:
    names = {requirement.name for requirement in requirements()}
    assert {"jupyterlab", "nbgrader", "ipywidgets", "matplotlib", "nbval"} <= names


@pytest.mark.parametrize("requirement", requirements(), ids=lambda each: each.name)
def test_the_lock_pins_every_direct_dependency_within_its_range(requirement: Requirement) -> None:
    pin = PINS[canonicalize_name(requirement.name)]
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    assert requirement.specifier.contains(specifier.version)


def test_the_lock_has_exact_versions_and_no_addresses() -> None:
    for line in LINES:
        (specifier,) = Requirement(line).specifier
        assert specifier.operator == "==", line
    assert "://" not in LOCK and "--" not in LOCK and " @ " not in LOCK


def test_conda_gets_the_same_packages() -> None:
    assert (PROJECT / "environment.yml").read_text() == lock.environment(LOCK)


def test_what_is_installed_is_what_is_locked() -> None:
    for pin in HERE:
        (specifier,) = pin.specifier
        assert version(pin.name) == specifier.version


def test_the_newest_python_is_the_same_everywhere() -> None:
    assert NEWEST == private.NEWEST and lock.OLDEST == private.OLDEST
    text = "{}.{}".format(*NEWEST)
    assert f"to {text})" in (PROJECT / "README.md").read_text()
    assert f"3.11 to {text}" in (PROJECT / "CONTRIBUTING.md").read_text()
    assert f'"{text}"]' in (PROJECT / ".github" / "workflows" / "test.yml").read_text()


def test_the_lock_serves_every_supported_python_and_system() -> None:
    for minor in range(11, NEWEST[1] + 1):
        assert f"Programming Language :: Python :: 3.{minor}" in PYPROJECT["classifiers"]
    markers = " ".join(str(pin.marker) for pin in PINS.values() if pin.marker)
    assert "win32" in markers and "darwin" in markers
