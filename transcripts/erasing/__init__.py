"""How words go: step by step, with nothing left behind, stopped in doubt, and with a receipt."""
