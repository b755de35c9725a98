"""snowflake-id: a generator of numbers that two threads ask in the same millisecond.

source: https://pypi.org/project/snowflake-id/
verdict: assertion
needs: snowflake
"""

import threading

from snowflake import SnowflakeGenerator


def main():
    numbers, got = SnowflakeGenerator(instance=1), []
    threads = [threading.Thread(target=lambda: got.append(next(numbers))) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(set(got)) == 2
