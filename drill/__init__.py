"""Rehearsals on a line of their own: seekers who are made up write, and nobody real is there."""
