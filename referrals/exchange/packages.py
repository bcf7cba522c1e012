"""A package of files, opened with care: it may be made to burst. Pure."""

import io
import zipfile
from collections.abc import Iterator

from referrals.exchange.report import Unreadable

MARK = b"PK\x03\x04"
MOST_FILES = 80
# All files together, once they are unpacked.
LARGEST_UNPACKED = 120_000_000
TAKEN = (".csv", ".json")


def is_package(data: bytes) -> bool:
    return data.startswith(MARK)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files that can be of use, by their names without folders. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return dict(_files(package))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        # Broken, locked by a password, or packed in a way that nobody uses.
        raise Unreadable("package") from None


def _files(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [each for each in package.infolist() if not each.is_dir()]
    if len(members) > MOST_FILES:
        raise Unreadable("too_many_files", detail=str(len(members)))
    left = LARGEST_UNPACKED
    for member in members:
        name = member.filename.replace("\\", "/").rpartition("/")[2].lower()
        if not name.endswith(TAKEN) or name.startswith("."):
            continue
        # What a package says of its sizes is only said: counted is what comes out.
        with package.open(member) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Unreadable("bursts", detail=name)
        yield name, content
