"""What the tests share: where the project is, courses, programs with verdicts, an oracle."""
