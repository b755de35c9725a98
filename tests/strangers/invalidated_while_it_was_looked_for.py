"""del of an attribute after a look whether it is there: two want it gone.

source: https://github.com/singingwolfboy/flask-dance/issues/205
verdict: exception
"""

import threading


class Session:
    pass


def invalidate(instance, name):
    if name in instance.__dict__:
        del instance.__dict__[name]


def main():
    s = Session()
    s.token = "t"
    threads = [threading.Thread(target=invalidate, args=(s, "token")) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
