"""A thread that is no daemon does.

verdict: deadlock
"""

from threading import Event, Thread


def work():
    Event().wait()


def main():
    Thread(target=work).start()
