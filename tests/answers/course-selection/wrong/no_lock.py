"""For one terminal it is right; no lock, no waiting, no folder.

like: ../right/log_is_everything.py
fails: check-last-place check-same-student check-limit check-move-up check-all-leave check-swap-or-nothing check-swap-board check-marks check-log-many check-await check-await-late check-await-hidden check-no-news-lost check-killed check-all-kept check-disk-full check-folder-many
"""
# %% registry [changed]
-        self._news = Condition()  # with an RLock in it
+        self._news = NoLock()
@@ def __init__(self, limit, folder):
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
@@ class Registry:
-    def await_place(self, student, course, seconds):
-        with self._news:
-            members, waiting = self._roll(course)
-            self._news.wait_for(lambda: student not in waiting, seconds)
-            if student in waiting:
-                return False
-            if student not in members:
-                raise NotChosen(course)
-            return True
+
+class NoLock:
+    def __enter__(self):
+        pass
+    def __exit__(self, *error):
+        pass
+    def notify_all(self):
+        pass
