"""Who may open which page of the signed-in faces: the one table that `test_matrix.py` and the attacks go by.

A new route needs a line here, or the matrix fails and names it. It says who is let in, not what they see there:
whose words may be met where is `DOORS` in `tests/test_doors.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice.people.nouns import HATS_OF_FACE, Face, Hat

STAFF, READER, DESIGNER, LEAD, ADMIN = (
    frozenset({hat}) for hat in (Hat.STAFF, Hat.READER, Hat.DESIGNER, Hat.LEAD, Hat.ADMIN)
)


@dataclass(frozen=True)
class Right:
    """Who is let in: anyone at all, anyone with a session at the face, or who wears a hat."""

    hats: frozenset[Hat] = frozenset()
    anyone: bool = False
    signed_in: bool = False


ANYONE, SIGNED_IN = Right(anyone=True), Right(signed_in=True)


def _in(prefix: str, hats: frozenset[Hat], *paths: str) -> dict[str, Right]:
    return {f"{prefix}{path}": Right(hats) for path in paths}


RIGHTS: dict[str, Right] = {
    **{f"/{face}": ANYONE for face in Face},  # leads on to the one with a stroke
    **{f"/{face}/sign-in": ANYONE for face in Face},
    **{f"/{face}/{page}": SIGNED_IN for face in Face for page in ("", "account", "sign-out")},
    "/admin/invite/{token}": ANYONE,
    "/admin/forgotten": ANYONE,
    "/admin/forgotten/{token}": ANYONE,
    "/admin/new": Right(ADMIN),
    **_in("/admin/{space}/", ADMIN, "", "rounds", "people", "audit", "audit/file", "assurance"),
    "/admin/{space}/assurance/{page}": Right(ADMIN),
    "/admin/{space}/keeping": Right(ADMIN),
    **_in("/staff/{space}/", STAFF, "", "visits"),
    **_in("/lead/{space}/", READER | LEAD, "read", "second", "again", "aside", "wall"),
    **_in("/lead/{space}/", LEAD, "drill", "leave", "holds", "holds/{hold:int}", "holds/{hold:int}/record"),
    **_in(
        "/design/{space}/",
        DESIGNER,
        *(
            "",
            "ways-in",
            "comments",
            "comments/tell",
            "history",
            "unplaced",
            "not-sure",
            "new-ones",
            "themes",
        ),
        *(f"themes/{verb}" for verb in ("new", "undo", "suggest", "assign")),
        "themes/{theme:int}",
        *(f"themes/{{theme:int}}/{verb}" for verb in ("accept", "rename", "merge", "retire")),
        *(f"themes/{{theme:int}}/{page}" for page in ("comments", "split", "tell-back")),
        *(
            "prompts",
            "prompts/{prompt:int}",
            "prompts/{prompt:int}/comments",
            "prompts/{prompt:int}/conversation",
        ),
        *(f"prompts/{{prompt:int}}/{verb}" for verb in ("comments/mark", "open", "close", "meeting")),
        "prompts/{prompt:int}/print/{sheet}",
        *("conversations", "conversations/{conversation:int}", "conversations/{conversation:int}/try"),
        *("tell-backs", "tell-backs/{step:int}/publish"),
    ),
}


def may_open(pattern: str, hats: frozenset[Hat], *, own_row: bool) -> bool:
    """Is somebody with a session and these hats in one space let in, on a row of that space or of another?"""
    right = RIGHTS[pattern]
    if right.anyone or right.signed_in:
        return True
    return bool(hats & right.hats) and (own_row or "{space}" not in pattern)


def faces_of(hats: frozenset[Hat]) -> list[Face]:
    """The faces that these hats open."""
    return [face for face in Face if hats & HATS_OF_FACE[face]]
