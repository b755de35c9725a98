"""A daemon that waits for ever does not keep the program.

verdict: proved
"""

from threading import Event, Thread


def work():
    Event().wait()


def main():
    Thread(target=work, daemon=True).start()
