"""What only a machine with a sandbox can try; in CI there has to be one."""

from __future__ import annotations

import os

import pytest

from threadlab.grading.sandbox import enclosure

needs_sandbox = pytest.mark.skipif(
    bool(enclosure.missing()) and "CI" not in os.environ, reason=enclosure.missing() or "no"
)
