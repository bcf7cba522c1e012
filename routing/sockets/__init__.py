"""The two sockets: each frame becomes one call inward, and what comes out is pushed."""

from routing.sockets.desk import DeskSocket
from routing.sockets.polled import application as polls
from routing.sockets.seeker import SeekerSocket

__all__ = ["DeskSocket", "SeekerSocket", "polls"]
