"""Without `global` the name is a local one: UnboundLocalError in the thread.

source: https://stackoverflow.com/questions/19790570/using-a-global-variable-with-a-thread
verdict: exception
"""

from threading import Thread

a = 0


def work():
    for _ in range(3):
        a += 1


def main():
    t = Thread(target=work)
    t.start()
    t.join()
