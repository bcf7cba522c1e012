"""What a helpline changes from week to week: pages with forms, each change written down."""
