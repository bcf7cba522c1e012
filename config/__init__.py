"""How the house is wired: settings, addresses, start-up and its checks."""
