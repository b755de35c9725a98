"""A lock for each card is held while its notes are counted.

like: ../right/one_lock.py
fails: check-dispensers
"""
# %% bank [changed]
         self.price = {}
+        self.cards = {}
@@ class Bank:
-    def withdraw(self, name, amount, dispense=None):
+    def take_and_pay(self, name, amount, dispense=None):
@@ def withdraw(self, name, amount, dispense=None):
         return left
+
+    def withdraw(self, name, amount, dispense=None):
+        with self.lock:
+            card = self.cards.setdefault(name, Lock())
+        with card:
+            return self.take_and_pay(name, amount, dispense)
