"""So does one that sleeps in between.

verdict: proved
"""

import time
from threading import Thread

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
