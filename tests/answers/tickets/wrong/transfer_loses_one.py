"""A ticket is taken here before it is known whether there are enough.

like: ../right/with_lock.py
fails: check-transfer
"""
# %% transfer
def transfer(source, target, count):
    moving = []
    for _ in range(count):
        with source.lock:
            if not source.free:
                return False
            moving.append(source.free.pop())
    with target.lock:
        target.free += moving
    return True
