"""Tasks, loops and long data, as in a kernel, and where a kernel would say no."""

from __future__ import annotations

import pytest

from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
SQUARE = "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x * x\n"
LATER = (
    "import asyncio\nasync def g():\n    await asyncio.sleep(0)\n    seen.append(9)\nseen = []\n"
)
RUNS = "import asyncio\nasync def g(x):\n    t = asyncio.create_task(f(x))\n    return await t\n"
RUNNER = "with asyncio.Runner() as runner:\n    assert runner.run(f(3)) == 9"
THREAD = (
    "import threading\nout = []\n"
    "t = threading.Thread(target=lambda: out.append(asyncio.run(f(3))))\n"
    "t.start(); t.join()\nassert out == [9]"
)


@pytest.mark.parametrize(
    ("test", "answer", "extra"),
    [
        ("assert asyncio.run(f(3)) == 9", SQUARE, []),
        ("assert asyncio.new_event_loop().run_until_complete(f(3)) == 9", SQUARE, []),
        (RUNNER, SQUARE, []),
        (THREAD, SQUARE, []),
        ("assert h(3) == 9", f"{SQUARE}{RUNS}def h(x):\n    return asyncio.run(g(x))\nh(2)", []),
        ("assert seen == [9]", f"{LATER}t = asyncio.create_task(g())", ["await t"]),
        ("await t\nassert seen == [9]", f"{LATER}t = asyncio.ensure_future(g())", ["x = 1"]),
        ("assert await t == 4", f"{SQUARE}t = asyncio.create_task(f(2))", ["import time", "y = 2"]),
        ("assert sum([x async for x in h(3)]) == 3 and await f(2) == 4",
         f"{SQUARE}async def h(n):\n    for i in range(n):\n        yield i", []),
        ("assert {k: await f(k) for k in (1, 2)} == {1: 1, 2: 4}", SQUARE, []),
        ("async def t():\n    assert await f(3) == 9\nawait t()", SQUARE, []),
    ],
)  # fmt: skip
def test_what_waits_is_waited_for(test, answer, extra):
    right = judged(test, answer, extra=extra)["marks"]["test"]
    assert right["score"] == 2.0, right["message"]
    broken = answer.replace("x * x", "x + 3").replace("append(9)", "append(8)")
    assert judged(test, broken, extra=extra)["marks"]["test"]["score"] == 0.0


@pytest.mark.parametrize("kind", ["list", "tuple", "set"])
def test_what_is_too_large_is_called_so(kind):
    answer = f"def f(n):\n    return {kind}(range(n))"
    result = judged("assert f(600_000) == f(600_001)", answer, seconds=20.0)
    message = result["marks"]["test"]["message"]
    assert result["marks"]["test"]["score"] == 0.0 and "500,000" in message, message
    assert judged("assert len(f(600_000)) == 600_000", answer)["marks"]["test"]["score"] == 2.0
