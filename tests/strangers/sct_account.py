"""deposit and withdraw lock, the check of the balance reads when one of them is not done.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

lock = threading.Lock()
x, y, z, balance = 1, 2, 4, 1
deposit_done = withdraw_done = False


def deposit():
    global balance, deposit_done
    with lock:
        balance += y
        deposit_done = True


def withdraw():
    global balance, withdraw_done
    with lock:
        balance -= z
        withdraw_done = True


def check():
    with lock:
        if deposit_done and not withdraw_done:
            assert balance == x - y


def main():
    ts = [threading.Thread(target=f) for f in (check, deposit, withdraw)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
