"""A token is good in the context in which it was made.

source: https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar.reset
verdict: exception
"""

import contextvars
import threading

user = contextvars.ContextVar("user")


def main():
    token = user.set("ann")
    thread = threading.Thread(target=user.reset, args=(token,))
    thread.start()
    thread.join()
