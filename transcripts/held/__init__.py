"""One conversation that may not be erased yet, by law: who holds it, and what time brings."""
