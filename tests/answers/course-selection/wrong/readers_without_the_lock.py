"""Reading needs no lock, they say: board, standing and roll look whenever they like.

like: ../right/log_is_everything.py
fails: check-move-up check-swap-or-nothing check-swap-board check-log-many
"""
# %% registry [changed]
     def board(self, school):
-        with self._news:
+        if True:
@@ def standing(self, student):
-        with self._news:
+        if True:
@@ def roll(self, course):
-        with self._news:
+        if True:
