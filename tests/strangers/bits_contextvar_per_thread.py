"""A thread starts with an empty context: what main has set is not there.

source: https://docs.python.org/3/library/contextvars.html
verdict: proved
"""

import contextvars
import threading

user = contextvars.ContextVar("user", default="nobody")
seen = []


def work(name):
    seen.append(user.get())
    token = user.set(name)
    assert user.get() == name
    user.reset(token)


def main():
    user.set("root")
    ts = [threading.Thread(target=work, args=(n,)) for n in "ab"]
    ts.append(threading.Thread(target=contextvars.copy_context().run, args=(work, "c")))
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(seen) == ["nobody", "nobody", "root"] and user.get() == "root"
