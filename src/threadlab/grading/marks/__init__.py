"""What a mark becomes: rows of the gradebook, and feedback."""
