"""`voice themes suggest` and `voice themes assign`, from file to file."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from voice.errors import BadInput, CannotRead, ModelMissing
from voice.meaning.encoder import TfidfEncoder, Vectors
from voice.theme import doors
from voice.theme.doors import assign_file, read_columns, split_labels, suggest_file

WAITING = ["I waited two years", "The waiting list is long", "Too long to wait", "Waiting is the worst part"]
BUSES = [
    "No bus in the evening",
    "The bus fare is too dear",
    "Bus stops too early",
    "I can't pay for the bus",
]


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests ask about the files, so they run without the model."""

    def encode(texts: list[str], **_: object) -> Vectors:
        return TfidfEncoder().encode(texts)

    monkeypatch.setattr(doors, "encode_all", encode)


def table(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def said(path: Path, texts: list[str]) -> Path:
    return table(path, [{"id": str(row), "said": text} for row, text in enumerate(texts)])


def suggested(path: Path, texts: list[str], themes: int | None = None) -> dict:
    suggest_file(said(path / "in.csv", texts), "said", path / "out.json", themes=themes)
    return json.loads((path / "out.json").read_text("utf-8"))


def test_every_row_has_an_entry_and_only_blank_ones_no_theme(tmp_path: Path) -> None:
    out = suggested(tmp_path, [*WAITING, "", *BUSES, "  "], themes=2)
    assert [entry["row"] for entry in out["rows"]] == list(range(10))
    assert [entry["row"] for entry in out["rows"] if entry["theme"] is None] == [4, 9]
    assert out["left_out"] == 2
    assert {theme["id"] for theme in out["themes"]} == {0, 1}
    assert sum(theme["count"] for theme in out["themes"]) == 8
    assert out["seconds"] >= 0


def test_a_theme_shows_its_title_words_and_quoted_rows(tmp_path: Path) -> None:
    out = suggested(tmp_path, WAITING + BUSES, themes=2)
    for theme in out["themes"]:
        assert set(theme) == {"id", "title", "words", "count", "quotes"}
        assert theme["title"]
        assert 1 <= len(theme["quotes"]) <= 3
        assert all(out["rows"][row]["theme"] == theme["id"] for row in theme["quotes"])


def test_a_file_of_blanks_has_no_themes(tmp_path: Path) -> None:
    out = suggested(tmp_path, ["", " "])
    assert out["themes"] == []
    assert out["left_out"] == 2


def test_one_comment_is_one_theme(tmp_path: Path) -> None:
    assert suggested(tmp_path, ["The bus is late"])["themes"][0]["count"] == 1


def placements(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_is_placed_in_order_with_exactly_one_label(tmp_path: Path) -> None:
    examples = table(
        tmp_path / "ex.csv",
        [
            {"said": WAITING[0], "label": "wait"},
            {"said": WAITING[1], "label": "wait"},
            {"said": BUSES[0], "label": "bus"},
            {"said": BUSES[1], "label": "bus"},
        ],
    )
    texts = [*WAITING, "", *BUSES]
    assign_file(said(tmp_path / "in.csv", texts), "said", examples, "label", tmp_path / "out.csv")
    rows = placements(tmp_path / "out.csv")
    assert list(rows[0]) == ["row", "labels", "score", "novelty"]
    assert [int(row["row"]) for row in rows] == list(range(9))
    assert {row["labels"] for row in rows} == {"wait", "bus"}
    assert [row["labels"] for row in rows[:4]] == ["wait"] * 4
    assert [row["labels"] for row in rows[5:]] == ["bus"] * 4
    assert all(0 <= float(row[name]) <= 1 for row in rows for name in ("score", "novelty"))


def test_with_several_labels_any_number_is_joined_by_a_bar(tmp_path: Path) -> None:
    both = "The waiting list is long and the bus fare is too dear"
    examples = table(
        tmp_path / "ex.csv",
        [{"said": text, "label": "wait"} for text in WAITING]
        + [{"said": text, "label": "bus"} for text in BUSES]
        + [{"said": both, "label": "wait|bus"}, {"said": "My dog is brown", "label": "other"}],
    )
    texts = [both, WAITING[0], "", BUSES[2]]
    assign_file(said(tmp_path / "in.csv", texts), "said", examples, "label", tmp_path / "out.csv", multi=True)
    labels = [set(filter(None, row["labels"].split("|"))) for row in placements(tmp_path / "out.csv")]
    assert labels[0] == {"wait", "bus"}
    assert labels[1] == {"wait"} and labels[2] == set() and labels[3] == {"bus"}


def test_a_bar_in_a_label_is_part_of_it_without_multi() -> None:
    assert split_labels("a|b", multi=False) == ["a|b"]
    assert split_labels(" a | b |a||", multi=True) == ["a", "b"]


def test_examples_without_a_label_are_refused(tmp_path: Path) -> None:
    examples = table(tmp_path / "ex.csv", [{"said": "a bus", "label": ""}, {"said": "", "label": "bus"}])
    with pytest.raises(BadInput, match="no comment with a label"):
        assign_file(said(tmp_path / "in.csv", BUSES), "said", examples, "label", tmp_path / "out.csv")


def test_an_unknown_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no column “words”.*“id”, “said”"):
        read_columns(said(tmp_path / "in.csv", BUSES), "words")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    texts = ["Café – naïve “quotes”", "It’s £5, too dear", "line\nbreak, and comma"]
    rows = [{"id": str(row), "said": text} for row, text in enumerate(texts)]
    assert read_columns(table(tmp_path / "in.csv", rows, encoding), "said") == [texts]


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    plain = said(tmp_path / "in.csv", WAITING)
    (tmp_path / "in.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    assert read_columns(tmp_path / "in.csv.gz", "said") == [WAITING]


def test_a_short_row_has_blanks_and_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("id,said\n1,one two\n2\n3,three four\n", "utf-8")
    assert read_columns(path, "said", "id") == [["one two", "", "three four"], ["1", "2", "3"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"id,said\n", "no rows"),
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF", "no column"),
        (b'{"a": 1}', "JSON"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    with pytest.raises((CannotRead, BadInput), match=sentence):
        read_columns(path, "said")
    with pytest.raises(CannotRead, match="no file"):
        read_columns(tmp_path / "none.csv", "said")


def test_without_the_encoder_it_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(*_: object, **__: object) -> Vectors:
        raise ModelMissing("The sentence encoder is missing.")

    monkeypatch.setattr(doors, "encode_all", missing)
    out = suggested(tmp_path, WAITING + BUSES, themes=2)
    assert len(out["themes"]) == 2
    assert "shared words alone" in capsys.readouterr().err
