"""Measure the explorer beside its peers: `python benchmarks/explorer.py`, five minutes.

The peers, frontrun 0.7.0 and interleave-test 0.1.0, are installed into an environment of their own
(benchmarks/.peers, with the newest Python from 3.12 on that is found, or --python PATH). Theirs and
ours run the same ticket program one after the other under that interpreter; everything else is
ours alone. The picture of cost against threads and points goes to benchmarks/explorer.svg.

`--against FOLDER` compares with another checkout of the project instead, both under this
interpreter, in turns, and says what a schedule and what a whole search costs here and there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = HERE / ".peers"
PACKAGES = ("frontrun==0.7.0", "interleave-test==0.1.0", "greenlet==3.5.6")


def main() -> None:
    """Set up the peers, run both sides, print the table, draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="the interpreter for the peers, 3.12 or newer")
    parser.add_argument("--schedules", type=int, default=100_000, help="for the memory figure")
    parser.add_argument("--against", type=Path, help="another checkout to compare with")
    options = parser.parse_args()
    if options.against:
        compare(options.against)
        return
    python = peers_python(options.python)
    print("Under", side(python, "version")["version"])
    rows = [side(python, name) for name in ("ours", "frontrun", "interleave")]
    ours = rows[0]
    print(f"\n{'3 buyers, 2 tickets, no lock':<34}{'schedules':>10}{'seconds':>10}{'per s':>9}")
    for row in rows:
        times = row["seconds"] / ours["seconds"]
        rate = row["schedules"] / row["seconds"]
        what = f"{times:.0f} times sooner" if row["exhausted"] else "(not exhausted)"
        print(f"{row['tool']:<34}{row['schedules']:>10}{row['seconds']:>10.3f}{rate:>9.0f}  {what}")
    alone = side(sys.executable, "alone", str(options.schedules))
    print("\nTime to the first fault, ms (with reading the source; median of 9):")
    for name, milliseconds in alone["first"].items():
        print(f"  {name:<24}{milliseconds:6.1f}")
    print(
        f"\n100 threads, 0.1 s each under one lock: {alone['sleepers_virtual']:g} s of virtual time"
        f" in {alone['sleepers_ms']:.0f} ms (median of 9)"
    )
    print(
        f"Memory after 1/10 and after all of {alone['schedules']:,} schedules: "
        f"{alone['memory'][0]:.1f} and {alone['memory'][1]:.1f} MB"
    )
    draw(alone["threads"], alone["points"])


def peers_python(wanted: str | None) -> str:
    """The interpreter of the peers' environment, made if it is not there."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        base = wanted or next(
            (found for minor in (14, 13, 12) if (found := shutil.which(f"python3.{minor}"))), None
        )
        if base is None:
            raise SystemExit(
                "interleave-test needs Python 3.12 or newer: name one with --python PATH."
            )
        subprocess.run([base, "-m", "venv", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return str(python)


def compare(other: Path, rounds: int = 9) -> None:
    """Print what the same programs cost here and in the checkout `other`: medians of `rounds`."""
    pairs = [
        (
            side(sys.executable, "costs", source=other.resolve() / "src"),
            side(sys.executable, "costs"),
        )
        for _ in range(rounds)
    ]
    print(f"{'':<26}{'schedules':>16}{'whole search':>14}{'a schedule':>12}")
    for name in pairs[0][1]:
        before, after = (pairs[0][there][name][0] for there in (0, 1))
        ratio = statistics.median(new[name][1] / old[name][1] for old, new in pairs)
        each = ratio * before / after
        print(f"{name:<26}{before:>8} to {after:<5}{ratio:>13.2f}x{each:>11.2f}x")


def side(python: str, *arguments: str, source: Path = HERE.parent / "src") -> dict:
    """Run one part of explorer_side.py over the package in `source`; return what it measured."""
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [python, str(HERE / "explorer_side.py"), *arguments]
    if arguments[0] == "frontrun":  # it has to patch the interpreter first
        command.insert(0, str(PEERS / "bin" / "frontrun"))
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def draw(threads: list[list[float]], points: list[list[float]]) -> None:
    """Draw schedules and seconds against the number of threads and of points."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    for axis, rows, label in zip(
        axes, (threads, points), ("threads, one locked update each", "points of each of 2 threads"),
        strict=True,
    ):  # fmt: skip
        numbers = [row[0] for row in rows]
        axis.semilogy(numbers, [row[1] for row in rows], "o-", color="#0072b2", label="schedules")
        axis.set_xlabel(label)
        axis.set_ylabel("schedules", color="#0072b2")
        other = axis.twinx()
        other.semilogy(numbers, [row[2] for row in rows], "s--", color="#d55e00")
        other.set_ylabel("seconds", color="#d55e00")
        axis.set_xticks(numbers)
    figure.get_layout_engine().set(w_pad=0.15)
    figure.savefig(HERE / "explorer.svg")


if __name__ == "__main__":
    main()
