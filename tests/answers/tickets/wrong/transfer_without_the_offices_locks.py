"""A lock for transfers that those who sell never take.

like: ../right/with_lock.py
fails: check-transfer-hidden
"""
# %% transfer
moving = Lock()

def transfer(source, target, count):
    with moving:
        if len(source.free) < count:
            return False
        tickets = source.free[:count]
        source.free = source.free[count:]
        target.free = target.free + tickets
        return True
