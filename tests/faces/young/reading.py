"""Reading a page as its reader does: what is seen, what the form would send, how hard the words are."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "img", "br", "path"}


class Page(HTMLParser):
    """A page, taken apart: its seen words outside what is folded or elsewhere, its links, and its form fields."""

    def __init__(self, html: str, *, without: tuple[str, ...] = ("not-safe",)) -> None:
        super().__init__(convert_charrefs=True)
        self.without = without
        self.stack: list[tuple[str, bool, bool]] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self.title = ""
        self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has.get("href", ""))
        if tag == "textarea" and "name" in has:
            self._textarea = has["name"]
            self.fields.append((has["name"], ""))
        if tag == "input" and (has.get("type") in ("hidden", "text") or "checked" in has):
            self.fields.append((has["name"], has.get("value", "")))
        if tag in VOID:
            return
        inside, hidden = (self.stack[-1][1], self.stack[-1][2]) if self.stack else (False, False)
        hidden = (hidden and tag != "summary") or tag in ("details", "script", "style", "svg")
        hidden = hidden or has.get("id") in self.without
        self.stack.append((tag, inside or tag == "main", hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] == "title":
            self.title += data
        if self._textarea:
            name, words = self.fields[-1]
            self.fields[-1] = (name, (words + data).removeprefix("\n"))
            return
        if self.stack and self.stack[-1][1] and not self.stack[-1][2] and data.strip():
            self.seen.append(data.strip())

    @property
    def words(self) -> list[str]:
        """Every word a reader meets in the main part."""
        return re.findall(r"[\w’'–-]*\w[\w’'–-]*", " ".join(self.seen))

    def field(self, name: str) -> str:
        """The value a form field would send."""
        return dict(self.fields)[name]


def grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid 1975)."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end."""
    word = word.lower().replace("'", "")
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1))
