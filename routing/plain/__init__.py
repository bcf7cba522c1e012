"""The chat without scripts: ordinary forms, the same conversation, the same queue."""
