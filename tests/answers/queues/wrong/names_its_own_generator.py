"""The pair names the generator that was wrapped around the truck.

like: ../right/sentinels_and_conditions.py
fails: check-errors-truck-hidden
"""
# %% run-hall-safely [changed]
-    def unload_safely(truck):
+    wrapped = []
+
+    def unload_safely(place, truck):
@@ def unload_safely(truck):
-            failures.append((truck, error))
+            failures.append((wrapped[place], error))
@@ def run_hall_safely(trucks, work, sorters, room):
-    run_hall([unload_safely(truck) for truck in trucks], work_safely, sorters, room)
+    wrapped.extend(unload_safely(place, truck) for place, truck in enumerate(trucks))
+    run_hall(wrapped, work_safely, sorters, room)
