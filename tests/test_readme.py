"""README says what is true today."""

from __future__ import annotations

import re

import pytest

from voice.settings import ROOT, Settings, describe

README = (ROOT / "README.md").read_text(encoding="utf-8")


def paths_of_the_table() -> list[str]:
    """Every path named in "where does the next thing go?"."""
    table = README.split("### Where does the next thing go?")[1].split("\n## ")[0]
    named = re.findall(r"`([\w./-]+/[\w./-]+)`", table)
    return sorted(
        path
        for path in set(named)
        if path.startswith(("voice/", "tests/", "templates/")) and "FACE" not in path
    )


def test_the_table_names_paths() -> None:
    assert len(paths_of_the_table()) >= 15


@pytest.mark.parametrize("path", paths_of_the_table())
def test_each_path_of_the_table_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_each_verb_of_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in re.findall(r"`?make (\w+)", README):
        assert re.search(rf"^{verb}:", makefile, re.M), verb


def test_each_setting_is_in_readme() -> None:
    for name, _, _ in describe(Settings()):
        assert f"`{name}`" in README, name


def test_each_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists(), picture


def test_the_lock_names_no_machine_and_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:/|index-url|find-links|/opt/|/home/", lock)
