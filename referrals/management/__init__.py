"""Commands of the referrals room."""
