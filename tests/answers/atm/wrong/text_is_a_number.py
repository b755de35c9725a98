"""Numbers are compared and not looked at: text ends in TypeError, halves pass.

like: ../right/one_lock.py
fails: check-accounts-hidden check-checkout-hidden check-transfer-hidden
"""
# %% bank [changed]
-    if type(number) is not int or number < 1:
+    if number < 1:
