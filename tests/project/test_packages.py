"""pyproject.toml, requirements.lock and environment.yml say the same."""

from __future__ import annotations

import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lock
from support.project import PROJECT

LOCK = (PROJECT / "requirements.lock").read_text()
PINS = {canonicalize_name(Requirement(line).name): Requirement(line) for line in LOCK.splitlines()}


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
    for line in LOCK.splitlines():
        (specifier,) = Requirement(line).specifier
        assert specifier.operator == "==", line
    assert "://" not in LOCK and "--" not in LOCK and " @ " not in LOCK


def test_conda_gets_the_same_packages() -> None:
    assert (PROJECT / "environment.yml").read_text() == lock.environment(LOCK)


def test_what_is_installed_is_what_is_locked() -> None:
    for pin in PINS.values():
        if pin.marker is None:
            (specifier,) = pin.specifier
            assert version(pin.name) == specifier.version


def test_the_lock_serves_every_supported_python_and_system() -> None:
    for minor in (11, 12, 13, 14):
        assert f"Programming Language :: Python :: 3.{minor}" in PYPROJECT["classifiers"]
    markers = " ".join(str(pin.marker) for pin in PINS.values() if pin.marker)
    assert "win32" in markers and "darwin" in markers
