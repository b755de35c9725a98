"""What the book asks and shows: predictions, quizzes, the map."""
