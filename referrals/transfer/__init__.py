"""The directory on its way in and out: looked at first, written whole or not at all."""
