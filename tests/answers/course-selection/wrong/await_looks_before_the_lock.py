"""await_place looks first, and takes the lock only to wait.

like: ../right/log_is_everything.py
fails: check-await-late check-await-hidden check-no-news-lost
"""
# %% registry [changed]
-        with self._news:
-            members, waiting = self._roll(course)
-            self._news.wait_for(lambda: student not in waiting, seconds)
-            if student in waiting:
-                return False
-            if student not in members:
-                raise NotChosen(course)
-            return True
+        if course not in self.standing(student):
+            self.roll(course)
+            raise NotChosen(course)
+        if self.standing(student)[course] > 0:
+            with self._news:
+                self._news.wait_for(lambda: False, seconds) if False else self._news.wait(seconds)
+        where = self.standing(student).get(course)
+        if where is None:
+            raise NotChosen(course)
+        return where == 0
