"""A customer who finds no chair leaves; the others are served.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

from threading import Lock, Semaphore, Thread

CHAIRS = 1
customers = 0
mutex = Lock()
customer, barber, customer_done, barber_done = (Semaphore(0) for _ in range(4))
served, left = [], []


def cut():
    while True:
        customer.acquire()
        barber.release()
        customer_done.acquire()
        barber_done.release()


def visit(name):
    global customers
    with mutex:
        if customers == CHAIRS:
            left.append(name)
            return
        customers += 1
    customer.release()
    barber.acquire()
    served.append(name)
    customer_done.release()
    barber_done.acquire()
    with mutex:
        customers -= 1


def main():
    Thread(target=cut, daemon=True).start()
    ts = [Thread(target=visit, args=(n,)) for n in ("x", "y")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert served and len(served) + len(left) == 2
