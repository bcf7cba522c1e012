"""The pages for the team: who they are, what they may do, how they come in."""
