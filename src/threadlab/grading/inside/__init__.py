"""All that runs in a room: a student's cells, and checks of them."""
