"""Redaction as it is used: at the close, as staff type, with a name model if one is chosen."""
