"""A daemon that fails has failed.

verdict: assertion
"""

from threading import Thread


def work():
    assert 1 == 2


def main():
    Thread(target=work, daemon=True).start()
