"""A new lock in each call: nobody else ever asks for it.

like: ../right/one_lock.py
fails: check-auditor check-carts check-checkouts check-cut-off check-dispensers check-in-and-out check-jams check-last-piece check-log check-opened-twice check-restart check-save check-save-meanwhile check-transfers check-two-deposits check-withdrawals
"""
# %% bank [changed]
-        self.lock = Lock()
@@ def open_account(self, name):
-        with self.lock:
+        with Lock():
@@ def deposit(self, name, amount):
-        with self.lock:
+        with Lock():
@@ def withdraw(self, name, amount, dispense=None):
-        with self.lock:
+        with Lock():
@@ def withdraw(self, name, amount, dispense=None):
-            with self.lock:
+            with Lock():
@@ def balance(self, name):
-        with self.lock:
+        with Lock():
@@ def balances(self):
-        with self.lock:
+        with Lock():
@@ def log(self):
-        with self.lock:
+        with Lock():
@@ def transfer(self, source, target, amount):
-        with self.lock:
+        with Lock():
@@ def restock(self, product, count, price):
-        with self.lock:
+        with Lock():
@@ def stock(self, product):
-        with self.lock:
+        with Lock():
@@ def add_to_cart(self, name, product, count):
-        with self.lock:
+        with Lock():
@@ def cart(self, name):
-        with self.lock:
+        with Lock():
@@ def checkout(self, name):
-        with self.lock:
+        with Lock():

# %% storage
def save(bank, folder):
    """Keep all of `bank` in `folder`, or raise an exception and leave what was there."""
    raise NotImplementedError()


def load(folder):
    """Return the bank that was saved in `folder`."""
    raise NotImplementedError()
