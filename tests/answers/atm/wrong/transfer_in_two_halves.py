"""A transfer takes the lock twice: once for each account.

like: ../right/one_lock.py
fails: check-auditor check-cut-off check-log check-restart check-save check-save-meanwhile
"""
# %% bank [changed]
             self.money[source] -= amount
+        with self.lock:

# %% storage
def save(bank, folder):
    """Keep all of `bank` in `folder`, or raise an exception and leave what was there."""
    raise NotImplementedError()


def load(folder):
    """Return the bank that was saved in `folder`."""
    raise NotImplementedError()
