"""What a test cell can say beyond `assert`: programs of a student's run, and talked to."""
