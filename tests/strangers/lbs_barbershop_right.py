"""A barber, one chair, two customers, who may find no place.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading

n, customers, served, balked = 1, 0, [], []
mutex = threading.Lock()
customer, barber, customer_done, barber_done = (threading.Semaphore(0) for _ in range(4))


def come(i):
    global customers
    with mutex:
        if customers == n + 1:
            balked.append(i)
            return
        customers += 1
    customer.release()
    barber.acquire()
    served.append(i)
    customer_done.release()
    barber_done.acquire()
    with mutex:
        customers -= 1


def cut():
    while True:
        customer.acquire()
        barber.release()
        customer_done.acquire()
        barber_done.release()


def main():
    threading.Thread(target=cut, daemon=True).start()
    ts = [threading.Thread(target=come, args=(i,)) for i in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(served) + len(balked) == 2
