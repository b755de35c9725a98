"""Experiments left in the answer cells: prints, sleeps, an error that is caught, threads.

like: straight.py
"""
# %% outputs [changed]
+Thread(target=print, args=("a",)).start()
+sleep(0.01)
+print("m")
 outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}

# %% run-named [changed]
     return results, errors
+
+print(run_named({"x": lambda: sleep(0.01), "y": lambda: 1 / 0}))

# %% helper [changed]
         return self.result
+
+h = Helper("test", lambda: 1 / 0)
+h.start()
+try:
+    h.value()
+except ZeroDivisionError as e:
+    print("yes", e)

# %% at-most [changed]
+active = 0
+
 def run_at_most(most, jobs):
@@ def run_at_most(most, jobs):
     return results, errors
+
+for n in (1, 2):
+    print(run_at_most(n, {k: lambda: sleep(0.01) for k in "abc"}))
+try:
+    run_at_most(0, {})
+except ValueError:
+    print("good")

# %% meet [changed]
     return [found[place] for place in range(len(children))]
+
+
+print("meet is imported by", current_process().name)
+if __name__ == "__main__":
+    print(meet(["Test"]))

# %% worker [changed]
-            self.sender.send(("result", self.function(*self.arguments)))
+            print(self.name, "begins")
+            result = self.function(*self.arguments)
+            print(self.name, "has", str(result)[:20])
+            self.sender.send(("result", result))

# %% run-all [changed]
             worker.join()
+    print(len(results), "fine,", len(errors), "not")
