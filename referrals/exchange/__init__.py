"""The directory in files: read from whatever others send, written as HSDS 3."""
