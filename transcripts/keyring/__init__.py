"""What wraps the keys of conversations: master keys, and keyed hashes made from them."""
