"""What a helpline is: lines, seekers, counsellors, conversations and the rules of their life."""
