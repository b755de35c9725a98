"""A program's text, rewritten: where it asks before an access, and what is asked there."""
