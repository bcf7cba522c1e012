"""What is done to all keys: wrapped anew, looked at, put away again, thrown away if nobody's."""
