"""Bytes that somebody sent, as text: what is none is refused before anything reads it. Pure."""

from referrals.exchange.report import At, Report, Unreadable

# A list of four thousand services with everything about them has about ten megabytes.
LARGEST = 25_000_000
MARKS = (
    *(b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
    *(b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff"),
    *(b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"),
)
BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# So many bytes show in which of two ways letters are written in pairs.
SAMPLE = 400


def text_of(data: bytes, report: Report, file: str = "") -> str:
    """The text of a file, whichever way it is written. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(MARKS):
        raise Unreadable("no_text")
    text = _decoded(data, report, file)
    if "\0" in text:
        raise Unreadable("nul", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _decoded(data: bytes, report: Report, file: str) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _by(encoding, data[len(bom) :])
    if paired := _in_pairs(data):
        return _by(paired, data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        report.remark("old_letters", At(file))
        return data.decode("cp1252", errors="replace")


def _by(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("broken_letters", detail=encoding) from None


def _in_pairs(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is nothing."""
    first, second = data[:SAMPLE:2], data[1:SAMPLE:2]
    if second.count(0) > len(second) * 0.6:
        return "utf-16-le"
    return "utf-16-be" if first.count(0) > len(first) * 0.6 else ""
