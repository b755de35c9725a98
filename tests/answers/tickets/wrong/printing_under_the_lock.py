"""The printer runs while the office is locked, and the harmless schedule is handed in.

like: ../right/with_lock.py
fails: check-print-hidden check-schedule-hidden
"""
# %% office [changed]
-        self.lock = Lock()
+        self.lock = RLock()
@@ def buy(self):
-            number = self.free.pop(0)
-            self.gone.append(number)
-        self.pause()
-        return number
+            self.pause()
+            self.gone.append(self.free.pop())
+            return self.gone[-1]

# %% buy-and-print
def buy_and_print(office, printer):
    with office.lock:
        number = office.buy()
        if number is not None:
            printer(number)
        return number

# %% failing-schedule
failing_schedule = "main T1 T2"
