"""Grade a course with stock nbgrader and with ours, and print the marks side by side.

    python tools/differential.py COURSE

COURSE has source/, submitted/ and, if it needs one, an nbgrader_config.py; nothing in it is
changed. The last column is what ours says of a cell that has not got all its points.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


def main(arguments: list[str]) -> int:
    """Print the table; 1 if there is any difference."""
    from support.differential.beside import compare  # type: ignore[import-not-found]

    if len(arguments) != 1 or not (Path(arguments[0]) / "source").is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as work:
        table = compare(Path(arguments[0]).resolve(), Path(work))
    print(table.text(all_rows=True))
    return int(any(not row.equal for row in table.rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
