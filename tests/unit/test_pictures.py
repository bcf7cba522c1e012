"""A picture is drawn anew: nothing of its file is left, and what is none is turned down."""

import io
import struct
import zlib

import pytest
from PIL import Image

from helpline.errors import Refused
from transcripts.pictures import LONGEST_SIDE, MOST_DOTS, redraw

WHERE = b"51 N 97 W, my front door"


def file(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, 120).save(made, kind, **more)
    return made.getvalue()


def with_place() -> bytes:
    """A photo that says where it was taken, in three ways."""
    exif = Image.Exif()
    exif[0x010E] = WHERE.decode()
    exif[0x0112] = 6
    return file("JPEG", exif=exif, comment=WHERE) + WHERE


def test_the_place_where_it_was_taken_is_gone() -> None:
    raw = with_place()
    assert raw.count(WHERE) >= 2
    drawn = redraw(raw)
    assert WHERE not in drawn
    with Image.open(io.BytesIO(drawn)) as found:
        assert found.format == "JPEG"
        assert dict(found.getexif()) == {}
        assert "comment" not in found.info
        assert "icc_profile" not in found.info


def test_what_was_turned_by_a_note_is_turned_by_its_dots() -> None:
    with Image.open(io.BytesIO(redraw(with_place()))) as found:
        assert found.size == (30, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_what_phones_send_can_be_shown(kind: str, mode: str) -> None:
    if kind == "JPEG" and mode == "P":
        mode = "RGB"
    with Image.open(io.BytesIO(redraw(file(kind, mode=mode)))) as found:
        assert (found.format, found.mode) == ("JPEG", "RGB")


def test_a_large_one_is_made_smaller() -> None:
    with Image.open(io.BytesIO(redraw(file("PNG", (4_000, 1_000))))) as found:
        assert found.size == (LONGEST_SIDE, LONGEST_SIDE // 4)


def bomb() -> bytes:
    """A small file that says it has more dots than a memory."""
    side = int(MOST_DOTS**0.5) + 10
    size = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(b"\0" * 1_000)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        file("PNG")[:60],
        file("JPEG")[:100],
        file("BMP"),
        file("TIFF"),
        bomb(),
    ],
    ids=["nothing", "words", "svg", "pdf", "half a png", "half a jpeg", "bmp", "tiff", "bomb"],
)
def test_what_is_no_picture_of_a_phone_is_turned_down(raw: bytes) -> None:
    with pytest.raises(Refused) as refused:
        redraw(raw)
    assert refused.value.code == "bad_picture"
