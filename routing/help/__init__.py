"""The directory for whoever looks for themselves: /help/, without a chat, an account or a trace."""
