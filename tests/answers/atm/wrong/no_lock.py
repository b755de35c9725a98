"""No lock at all.

like: ../right/one_lock.py
fails: check-auditor check-carts check-checkouts check-cut-off check-dispensers check-in-and-out check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
+from contextlib import nullcontext
+
 def check(number):
@@ def __init__(self):
-        self.lock = Lock()
+        self.lock = nullcontext()

# %% storage
def save(bank, folder):
    """Keep all of `bank` in `folder`, or raise an exception and leave what was there."""
    raise NotImplementedError()


def load(folder):
    """Return the bank that was saved in `folder`."""
    raise NotImplementedError()
