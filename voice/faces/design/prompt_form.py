"""The boxes that a person writes a prompt in: from the prompt, from what was sent, and back to the prompt's own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.datastructures import FormData

from voice.errors import BadInput
from voice.faces.shared.forms import as_id, text, texts
from voice.talk.evidence import Evidence
from voice.talk.prompts import NONE_RAISED, NOT_ASKED, Prompt
from voice.talk.rubric import RUBRIC
from voice.talk.window import SENTENCES
from voice.talk.wording import Hit, hits

LONGEST = 1500
"""Characters to a box: far more than any card has room for."""
ROWS = (1, 2, 3)
"""Rows for worries; groups not heard have the first two."""
BOXES = (
    *("opening_question", "dont_know", "support", "ask", "check_in", "who_can_change_it", "team_window"),
    *("young_people", "roles", "unusual", "meet_where", "advocate", "success", "success_gap"),
    *("told_what", "told_where", "told_who", "told_date", "signed_by"),
    *(f"{name}-{row}" for row in ROWS for name in ("worry", "acts", "by")),
    *(f"{name}-{row}" for row in ROWS[:2] for name in ("group", "why", "way")),
)
QUOTED = frozenset({"success"})
"""Boxes for people's own words, on which the wording check is never run."""
WHO_CHANGES = {"us": "We can", "another_team": "Another team can", "leaders": "Leaders can"}
MODES = {
    "TO": "This sounds done to people",
    "FOR": "This sounds done for people",
    "NOT": "This sounds like nothing happens",
    "FAUX": "This only sounds like together",
    "JARGON": "This is hard to read",
}
"""The lexicon's modes in plain words: names of corners are never shown."""

Boxes = dict[str, str]


def boxes_of(prompt: Prompt) -> Boxes:
    """What stands in each box when the page opens."""
    room, back = prompt.room, prompt.tell_back
    boxes = dict.fromkeys(BOXES, "")
    boxes |= {
        "opening_question": prompt.opening_question,
        "dont_know": "\n".join(prompt.dont_know),
        "support": prompt.with_move.get("support", ""),
        "ask": prompt.with_move.get("ask", ""),
        "check_in": prompt.check_in,
        "who_can_change_it": prompt.who_can_change_it,
        "team_window": next((c for c, said in SENTENCES.items() if said in prompt.window_now["team"]), "")
        if prompt.window_now.get("team")
        else "",
        "young_people": str(room.get("young_people") or ""),
        "roles": "\n".join(room.get("roles", [])),
        "unusual": "\n".join(room.get("unusual", [])),
        "meet_where": str(room.get("meet_where") or ""),
        "advocate": str(room.get("advocate") or ""),
        "success": "\n".join(prompt.success),
        "success_gap": prompt.success_gap,
        "signed_by": prompt.signed_by,
        **{f"told_{name}": back.get(name, "") for name in ("what", "where", "who", "date")},
    }
    for row, worry in zip(ROWS, prompt.worries_now, strict=False):
        boxes |= {
            f"worry-{row}": str(worry.get("worry", "")),
            f"acts-{row}": str(worry.get("who_acts", "")),
            f"by-{row}": str(worry.get("by", "")),
        }
    return boxes | _missing_boxes(prompt.evidence)


def boxes_sent(form: FormData) -> Boxes:
    """What was typed, trimmed."""
    return {name: text(form, name).strip().replace("\r\n", "\n") for name in BOXES}


def changes_of(boxes: Boxes, form: FormData, before: Prompt) -> dict[str, Any]:
    """The prompt's own fields from its boxes. BadInput names a box that can't be used."""
    if long := next((name for name, said in boxes.items() if len(said) > LONGEST), ""):
        raise BadInput(f"That is more than {LONGEST} characters. Say it in fewer words.", long)
    young = as_id(boxes["young_people"] or "0")
    if young is None or young >= 100:
        raise BadInput("Write how many young people, as a number.", "young_people")
    return {
        "opening_question": boxes["opening_question"],
        "dont_know": _lines(boxes["dont_know"]),
        "with_move": {"support": boxes["support"], "ask": boxes["ask"]},
        "room": {
            "roles": _lines(boxes["roles"]),
            "unusual": _lines(boxes["unusual"]),
            "young_people": young,
            "advocate": boxes["advocate"],
            "meet_where": boxes["meet_where"],
        },
        "worries_now": _worries(boxes, before) or [{"worry": NONE_RAISED}],
        "success": _lines(boxes["success"]) or [NOT_ASKED],
        "success_gap": boxes["success_gap"],
        "tell_back": {name: boxes[f"told_{name}"] for name in ("what", "where", "who", "date")},
        "check_in": boxes["check_in"],
        "who_can_change_it": boxes["who_can_change_it"],
        "team_window": boxes["team_window"],
        "missing": list(_groups(boxes)),
        "signed_by": boxes["signed_by"],
        "excused": excused_sent(form),
        "rubric": _reader_marks(form, before),
    }


def excused_sent(form: FormData) -> list[dict[str, str]]:
    """Phrases somebody keeps, each with the reason they wrote."""
    pairs = zip(texts(form, "phrase"), texts(form, "reason"), strict=False)
    kept = {phrase.lower(): (phrase, why.strip()) for phrase, why in pairs if why.strip()}
    return [{"phrase": phrase, "why": why[:LONGEST]} for phrase, why in kept.values()]


def looked_at(boxes: Boxes) -> dict[str, list[Hit]]:
    """Box → phrases to say another way; people's own words are never looked at."""
    found = {name: hits(said) for name, said in boxes.items() if name not in QUOTED}
    return {name: some for name, some in found.items() if some}


def phrases_of(found: Mapping[str, list[Hit]]) -> list[str]:
    """Every phrase found, each once, so that a reason can be given for keeping it."""
    said = {hit.phrase.lower(): hit.phrase for some in found.values() for hit in some if hit.mode != "JARGON"}
    return list(said.values())


def _missing_boxes(evidence: Evidence) -> Boxes:
    names = {"group": "group", "why": "why_we_think_so", "way": "way_to_reach"}
    return {
        f"{box}-{row}": gap.get(name, "")
        for row, gap in zip(ROWS[:2], evidence.missing, strict=False)
        for box, name in names.items()
    }


def _lines(said: str) -> list[str]:
    return [line.strip() for line in said.split("\n") if line.strip()]


def _worries(boxes: Boxes, before: Prompt) -> list[dict[str, Any]]:
    """A worry that people named keeps its count; one that somebody adds has none."""
    counted = {str(w.get("worry")): w["n"] for w in before.worries_now if "n" in w}
    rows = []
    for row in ROWS:
        if said := boxes[f"worry-{row}"]:
            number = {"n": counted[said]} if said in counted else {}
            acts = {"who_acts": boxes[f"acts-{row}"], "by": boxes[f"by-{row}"]}
            rows.append({"worry": said, **number, **{k: v for k, v in acts.items() if v}})
    return rows


def _groups(boxes: Boxes) -> Iterator[dict[str, str]]:
    for row in ROWS[:2]:
        if boxes[f"group-{row}"]:
            yield {
                "group": boxes[f"group-{row}"],
                "why_we_think_so": boxes[f"why-{row}"],
                "way_to_reach": boxes[f"way-{row}"],
            }


def _reader_marks(form: FormData, before: Prompt) -> list[dict[str, Any]]:
    ticked = set(texts(form, "reader"))
    software = {mark.get("check"): mark.get("software") for mark in before.rubric}
    return [
        {
            "check": c.number,
            "name": c.name,
            "by": c.by,
            "software": software.get(c.number),
            "reader": "passed" if str(c.number) in ticked else None,
        }
        for c in RUBRIC
    ]
