"""A value in a SimpleCookie is read, added to and written.

source: https://docs.python.org/3/library/http.cookies.html#http.cookies.SimpleCookie
verdict: assertion
"""

import threading
from http.cookies import SimpleCookie

cookie = SimpleCookie()
cookie["visits"] = "0"


def visit():
    cookie["visits"] = str(int(cookie["visits"].value) + 1)


def main():
    threads = [threading.Thread(target=target) for target in (visit, visit)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert cookie["visits"].value == "2"
