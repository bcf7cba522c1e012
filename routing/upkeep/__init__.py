"""What the worker does, one duty a module: safe to repeat, and safe beside another worker."""
