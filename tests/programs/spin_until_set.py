"""A loop that waits for a flag ends when it is set.

verdict: proved
"""

from threading import Thread

flag = False


def work():
    global flag
    flag = True


def main():
    thread = Thread(target=work)
    thread.start()
    while not flag:
        pass
    thread.join()
