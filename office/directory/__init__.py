"""The pages of the directory: who is in it, what each does, and keeping that true."""
