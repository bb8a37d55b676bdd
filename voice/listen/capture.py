"""What a drop-in worker writes down after a talk: their words and my note, kept apart."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from voice.errors import BadInput
from voice.listen.nouns import Answer, Band, Route, Said, Submission, Verbatim
from voice.listen.receive import NOTE

BANDS = (Band.UNDER_12, Band.TEEN, Band.YOUNG_ADULT, Band.PARENT)
HOW = ("face", "typing", "phone", "video", "making", "letter", "walk")


@dataclass(frozen=True)
class Capture:
    """One capture as typed."""

    form_id: str
    their_words: str = ""
    note: str = ""
    close: bool = False  # near their words, not word for word
    they_know: bool = False
    quote_ok: bool = False
    band: str = ""
    place: str = ""
    wanted: tuple[str, ...] = ()
    how: tuple[str, ...] = ()


def new_form_id() -> str:
    """A fresh form id for a capture."""
    return secrets.token_urlsafe(12)


def submission_of(capture: Capture, role: str, typist: int) -> Submission:
    """A capture as a voice. BadInput when the person was not told, or nothing was written."""
    if not capture.they_know:
        raise BadInput(
            "Ask them first: tick “They know I wrote this down”. What you typed is still here.", "they_know"
        )
    if not (capture.their_words.strip() or capture.note.strip()):
        raise BadInput("Write their words, or a note of your own.", "their_words")
    said = [Said("open", capture.their_words), Said(NOTE, capture.note)]
    verbatim = Verbatim.CLOSE if capture.close else Verbatim.OWN_WORDS
    if not capture.their_words.strip():
        verbatim = Verbatim.SUMMARY
    return Submission(
        form_id=capture.form_id,
        route=Route.STAFF,
        said=tuple(said),
        answers=tuple(_answers(capture)),
        band=Band(capture.band) if capture.band in BANDS else None,
        quote_ok=capture.quote_ok and verbatim != Verbatim.SUMMARY,
        verbatim=verbatim,
        recorded_by_role=role,
        typist=typist,
        place=capture.place,
        receipt=False,
    )


def _answers(capture: Capture) -> list[Answer]:
    here = [Answer("place_now", capture.place)] if capture.place else []
    wanted = [Answer("place_wanted", code, rank) for rank, code in enumerate(capture.wanted[:3])]
    return [*here, *wanted, *(Answer("channel", code) for code in capture.how if code in HOW)]
