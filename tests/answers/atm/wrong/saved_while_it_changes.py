"""Saves one dictionary after the other, without a lock.

like: ../right/one_lock.py
fails: check-save-meanwhile
"""
# %% storage [changed]
-    with bank.lock:
-        data = {
-            "money": bank.money, "carts": bank.carts, "shelf": bank.shelf,
-            "price": bank.price, "entries": bank.entries,
-        }
-        text = json.dumps(data)
+    data = {
+        "money": {name: bank.balance(name) for name in bank.balances()},
+        "carts": bank.carts, "shelf": bank.shelf, "price": bank.price, "entries": bank.log(),
+    }
+    text = json.dumps(data)
