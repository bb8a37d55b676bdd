"""Codes of the question bank in the plain words of a card, where a space has set no words of its own."""

from __future__ import annotations

BANDS = {
    "8-11": "under 12s",
    "12-17": "12 to 17s",
    "18-25": "18 to 25s",
    "parent": "parents and carers",
    "staff": "staff",
}
ROUTES = {
    "phone": "phone",
    "kiosk": "tablet",
    "staff": "staff notes",
    "paper": "paper",
    "import": "an earlier survey",
}
PLACES = {
    "school": "at school",
    "near_school": "near school",
    "club": "at the youth club",
    "dropin": "at the drop-in",
    "home": "at home",
    "clinic": "at the clinic",
    "library": "in a library or café",
    "outside": "outside",
    "online": "online",
    "community": "in a community place",
    "college": "at college or work",
    "other": "somewhere else",
}
WORRIES = {
    "home": "home or housing",
    "money": "money",
    "food": "food",
    "travel": "getting about",
    "school": "school or work",
    "sleep": "sleep",
    "family": "family stuff",
    "online": "being online",
    "papers": "papers and letters",
    "friends": "friends",
}
"""Worries that someone can act on; "none" and "skip" are answers, not worries."""
SUCCESS = {
    "safe": "I feel safe",
    "same": "I see the same person",
    "next": "I know what is next",
    "quick": "it was quick",
    "smaller": "my worry got smaller",
    "say": "I had a say",
    "more": "I can do more of what I like",
    "home": "home got easier",
}


def place(code: str) -> str:
    """A place in the words of a question, such as "at the youth club"."""
    return PLACES.get(code, code.replace("_", " "))


def band(code: str) -> str:
    """A group in words, such as "parents and carers"."""
    return BANDS.get(code, code.replace("_", " "))


def route(code: str) -> str:
    """How comments reached us, in words."""
    return ROUTES.get(code, code.replace("_", " "))


def joined(parts: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""
