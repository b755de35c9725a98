"""Peterson's algorithm keeps two threads apart where memory is consistent.

verdict: proved
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


flag = [False, False]
turn = 0
n = 0


def work(i):
    global turn, n
    flag[i] = True
    turn = 1 - i
    while flag[1 - i] and turn == 1 - i:
        pass
    n += 1
    flag[i] = False


def main():
    run(lambda: work(0), lambda: work(1))
    assert n == 2
