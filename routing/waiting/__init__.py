"""What is known of who waits and who is free, and shown of it."""
