"""All banks share the dictionaries of the class.

like: ../right/one_lock.py
fails: check-accounts-hidden check-cut-off
"""
# %% bank [changed]
-    def __init__(self):
-        self.lock = Lock()
-        self.money = {"shop": 0}
-        self.carts = {"shop": {}}
-        self.shelf = {}
-        self.price = {}
-        self.entries = []
+    lock = Lock()
+    money = {"shop": 0}
+    carts = {"shop": {}}
+    shelf = {}
+    price = {}
+    entries = []
