"""What moves: the doors in and out, the queue, the sockets and the adapters of the channels."""
