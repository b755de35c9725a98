"""What has been sold is a list of the class, so every office refunds the tickets of all.

like: ../right/with_lock.py
fails: check-refund-hidden check-transfer-refund
"""
# %% office [changed]
 class Office:
+    gone = []
+
@@ def __init__(self, tickets, pause=lambda: None):
-        self.gone = []
