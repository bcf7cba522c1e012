"""What the door in is made of: it decides a batch in memory, opens conversations, and saves it."""
