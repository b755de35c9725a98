"""A mock counts its calls with `+= 1`: of two calls at once, one is not counted.

source: https://docs.python.org/3/library/unittest.mock.html#unittest.mock.Mock.call_count
verdict: assertion
before: 3.14
"""

import threading
from unittest.mock import Mock

send = Mock(return_value=200)


def main():
    threads = [threading.Thread(target=send, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert send.call_count == 2
