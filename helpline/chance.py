"""Random bytes for many at once: each call for some lets other threads go first."""

import os
from collections.abc import Iterator
from uuid import UUID


def portions(size: int, count: int) -> Iterator[bytes]:
    """`count` times `size` bytes, from one call."""
    together = os.urandom(size * count)
    return (together[at : at + size] for at in range(0, size * count, size))


def uuids(count: int) -> Iterator[UUID]:
    """So many random UUIDs."""
    return (UUID(bytes=portion, version=4) for portion in portions(16, count))
