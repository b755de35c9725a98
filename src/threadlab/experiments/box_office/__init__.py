"""A ticket office whose buyers are processes: who gets which seat, and waits for what."""
