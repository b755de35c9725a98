"""A decorator keeps the timer as an attribute of the function; two timers take it away at once.

source: https://github.com/sublimelsp/LSP/pull/2333
verdict: exception
"""

import functools
import threading


def debounced(function):
    @functools.wraps(function)
    def call():
        def late():
            if hasattr(call, "timer"):
                del call.timer
            function()

        old = getattr(call, "timer", None)
        if old is not None:
            old.cancel()
        call.timer = threading.Timer(1, late)
        call.timer.start()

    return call


@debounced
def save():
    pass


def main():
    save()
    save()
