"""A value in a SimpleCookie is read, added to and written under a lock.

source: https://docs.python.org/3/library/http.cookies.html#http.cookies.SimpleCookie
verdict: proved
"""

import threading
from http.cookies import SimpleCookie

cookie, lock = SimpleCookie("visits=0"), threading.Lock()


def visit():
    with lock:
        cookie["visits"] = int(cookie["visits"].value) + 1


def main():
    threads = [threading.Thread(target=target) for target in (visit, visit)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert cookie["visits"].value == "2" and "visits=2" in cookie.output()
