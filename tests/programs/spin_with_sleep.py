"""So does one that sleeps in between.

verdict: proved
"""

from threading import Thread
import time

flag = False


def work():
    global flag
    flag = True


def main():
    thread = Thread(target=work)
    thread.start()
    while not flag:
        time.sleep(0.1)
    thread.join()
