"""What one thread changes another one sees by whatever road: neither order is proved."""

from __future__ import annotations

import pytest

from support.roads import ROADS
from threadlab import explore

PROGRAM = """
import threading
{road}
put(2)
def main():
    seen = []
    threads = [
        threading.Thread(target=target) for target in (lambda: put(1), lambda: seen.append(get()))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [{wanted}], seen
"""


@pytest.mark.parametrize("wanted", [1, 2])
@pytest.mark.parametrize("name", ROADS)
def test_neither_order_is_proved(name, wanted):
    verdict = explore(PROGRAM.format(road=ROADS[name], wanted=wanted), runs=500)
    assert verdict.status != "proved" and verdict.kind in ("assertion", None), verdict
