"""A thread is started once.

verdict: exception
"""

from threading import Thread


def main():
    thread = Thread(target=print)
    thread.start()
    thread.start()
