"""What templates of this room lean on."""
