"""Pictures that come with a text: the provider keeps them until somebody deletes them."""

import struct
import uuid
import zlib
from dataclasses import dataclass, field

SIDE = 8
KIND = "image/png"


def new_id() -> str:
    return f"ME{uuid.uuid4().hex}"


@dataclass(frozen=True)
class Picture:
    """A picture of one colour, which its id decides."""

    id: str = field(default_factory=new_id)

    def png(self) -> bytes:
        """The picture as a PNG file, by ISO/IEC 15948."""
        colour = bytes.fromhex(self.id[2:8])
        rows = (b"\0" + colour * SIDE) * SIDE
        size = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
