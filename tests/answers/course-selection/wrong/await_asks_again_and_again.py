"""await_place sleeps for a tenth of a second and looks, again and again.

like: ../right/log_is_everything.py
fails: check-await check-await-late check-await-hidden check-no-news-lost
"""
# %% registry [changed]
-        with self._news:
-            members, waiting = self._roll(course)
-            self._news.wait_for(lambda: student not in waiting, seconds)
-            if student in waiting:
-                return False
-            if student not in members:
+        for _ in range(int(seconds * 10) + 1):
+            standing = self.standing(student)
+            if course not in standing:
+                self.roll(course)
                 raise NotChosen(course)
-            return True
+            if standing[course] == 0:
+                return True
+            sleep(0.1)
+        return False
