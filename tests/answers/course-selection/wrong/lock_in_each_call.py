"""Each call makes a lock of its own.

like: ../right/log_is_everything.py
fails: check-last-place check-same-student check-limit check-move-up check-all-leave check-swap-or-nothing check-swap-board check-marks check-log-many check-await check-await-late check-await-hidden check-no-news-lost check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        self._file = folder and Path(folder, "registry.json")
-        if self._file and self._file.exists():
-            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
-            for entry in self._log:
-                self._apply(*entry)
@@ def _happens(self, *entries):
-        if self._file:
-            new = self._file.with_suffix(".new")
-            new.write_text(json.dumps(log), encoding="utf-8")
-            os.replace(new, self._file)
@@ def _happens(self, *entries):
-        self._news.notify_all()
@@ def offer(self, school, course, places, teacher):
-        with self._news:
+        with RLock():
@@ def board(self, school):
-        with self._news:
+        with RLock():
@@ def standing(self, student):
-        with self._news:
+        with RLock():
@@ def roll(self, course):
-        with self._news:
+        with RLock():
@@ def choose(self, student, course):
-        with self._news:
+        with RLock():
@@ def drop(self, student, course):
-        with self._news:
+        with RLock():
@@ def swap(self, student, old, new):
-        with self._news:
+        with RLock():
@@ def grade(self, teacher, student, course, mark):
-        with self._news:
+        with RLock():
@@ def marks(self, student):
-        with self._news:
+        with RLock():
@@ class Registry:
-        with self._news:
+        with RLock():
             return list(self._log)
-
-    def await_place(self, student, course, seconds):
-        with self._news:
-            members, waiting = self._roll(course)
-            self._news.wait_for(lambda: student not in waiting, seconds)
-            if student in waiting:
-                return False
-            if student not in members:
-                raise NotChosen(course)
-            return True
