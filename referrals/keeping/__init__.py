"""Keeping it true: what somebody must look at, what was made sure of, who is asked."""
