"""Tables out of files as people save them: read whole, or refused by row, column and reason."""

import pytest

from referrals import tabular

TEXT = "slug,title_fr\nlits,Été\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace(",", ";").replace("\n", "\r\n").encode(),
        TEXT.replace(",", "\t").encode(),
        (TEXT + "\n,\n").encode(),
    ],
)
def test_one_table_however_it_was_saved(raw: bytes) -> None:
    columns, (line,) = tabular.read(raw)
    assert columns == ["slug", "title_fr"]
    assert (line.row, line.cells) == (2, {"slug": "lits", "title_fr": "Été"})


@pytest.mark.parametrize(
    ("raw", "fault", "row"),
    [
        (b"", "empty", 0),
        (b" \r\n", "empty", 0),
        (b"slug,title_fr\na,\0\n", "null", 2),
        (b'slug\n"a\nb\n', "unclosed", 2),
        (b"slug,title_fr\na,b\n" + b"a," + b"x" * 200_000, "too_large", 3),
        (b"slug,title_fr\na," + b"x" * 30_000, "too_large", 2),
        (b"x" * (tabular.MOST_BYTES + 1), "too_large", 0),
        (b"PK\x03\x04" + b"a" * 100, "not_a_table", 0),
        (b"MZ\x90", "not_a_table", 0),
        (b"slug,Slug\na,b\n", "twice", 1),
        (b"slug\n" + b"a\n" * 5_001, "too_many", 0),
        (b"slug\na,b\n", "wide", 2),
    ],
)
def test_what_cannot_be_read_is_refused_whole(raw: bytes, fault: str, row: int) -> None:
    with pytest.raises(tabular.Unreadable) as refused:
        tabular.read(raw)
    assert (refused.value.fault, refused.value.row) == (fault, row)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1 204", "@me", "-", "- one\n- two", "\tx", "'=x", "''x", "'quoted'", "", "é"]
)
def test_no_cell_is_a_formula_and_all_come_back_as_they_were(cell: str) -> None:
    assert tabular.harmless(cell)[:1] not in {*tabular.FORMULA}
    assert tabular.told(tabular.harmless(cell)) == cell
    file = tabular.written(["slug", "chat_en"], [["a", cell]])
    _columns, lines = tabular.read(file.encode())
    assert lines[0].cells["chat_en"] == cell


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    _columns, lines = tabular.read(b'slug,chat_en\na,"one\ntwo\nthree"\n\nb,x\n')
    assert [line.row for line in lines] == [2, 4]
    assert lines[0].cells["chat_en"] == "one\ntwo\nthree"
