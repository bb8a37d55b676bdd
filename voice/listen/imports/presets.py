"""One entry for each survey tool: how to know its export, and its habits.

From real exports and their headings: qualtRics, SmartSurvey, formpack, consult and experiencesdashboard files;
the others from their headings alone. To add a tool, add an entry; the first whose `knows` says yes is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from voice.listen.imports.personal import plain_name

Heads = Sequence[tuple[str, ...]]
"""The first records of a file, the heading first."""


@dataclass(frozen=True)
class Preset:
    """A tool's habits. `blanks` are marks for no answer, in small letters; `volatile` columns change between two
    exports of the same answer, so they take no part in telling a row seen before."""

    name: str
    title: str
    knows: Callable[[Heads], bool]
    header_rows: Callable[[Heads], int] = lambda heads: 1
    blanks: frozenset[str] = frozenset()
    drop: dict[str, str] = field(default_factory=dict)
    volatile: frozenset[str] = frozenset()
    week: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    month_first: bool = False


def _names(heads: Heads) -> set[str]:
    return {plain_name(cell) for cell in heads[0]} if heads else set()


def _has(*sets: str) -> Callable[[Heads], bool]:
    """Knows a heading that holds every column of any one of `sets` (each: names parted by commas)."""
    wanted = [{plain_name(name) for name in each.split(",")} for each in sets]
    return lambda heads: any(each <= _names(heads) for each in wanted)


def _qualtrics(heads: Heads) -> bool:
    return (
        len(
            _names(heads)
            & {"startdate", "enddate", "recordeddate", "responseid", "distributionchannel", "userlanguage"}
        )
        >= 3
    )


def _qualtrics_rows(heads: Heads) -> int:
    """CSV has three heading rows (the third holds ImportId), XLSX two, an old export one."""
    if len(heads) > 2 and any('"ImportId"' in cell for cell in heads[2]):
        return 3
    second = heads[1][0] if len(heads) > 1 and heads[1] else ""
    return 1 if re.search(r"\d", second) else 2


_SUB, _SUBSUB = re.compile(r"Q\d+\.\d+\. ?"), re.compile(r"Q\d+\.\d+\.\d+\. ?")


def _smartsurvey(heads: Heads) -> bool:
    return (
        len(heads) > 1
        and any(re.match(r"Q\d+\. ", cell) for cell in heads[0])
        and any(_SUB.match(cell) for cell in heads[1])
    )


def _smartsurvey_rows(heads: Heads) -> int:
    return 3 if len(heads) > 2 and any(_SUBSUB.match(cell) for cell in heads[2]) else 2


def _surveymonkey_rows(heads: Heads) -> int:
    """The second row holds the sub-questions; under “Respondent ID” it is empty."""
    return 2 if len(heads) > 1 and not heads[1][0].strip() else 1


def _google(heads: Heads) -> bool:
    return (
        bool(heads)
        and plain_name(heads[0][0]) == "timestamp"
        and len(heads[0]) > 1
        and "comment id" not in _names(heads)
    )


def _citizen_space(heads: Heads) -> bool:
    """“Response ID” beside a date, or headings that repeat themselves: “Respondent type - Respondent type”."""
    names = _names(heads)
    if "response id" in names and names & {
        "date submitted",
        "submitted",
        "date of submission",
        "submitted date",
    }:
        return True
    parts = [cell.split(" - ", 1) for cell in heads[0]] if heads else []
    return any(len(part) == 2 and part[0].strip() and part[0].strip() == part[1].strip() for part in parts)


def _always(heads: Heads) -> bool:
    return True


PRESETS: tuple[Preset, ...] = (
    Preset(
        "qualtrics", "Qualtrics", _qualtrics, _qualtrics_rows,
        blanks=frozenset({"-99"}), volatile=frozenset({"status", "progress", "finished"}),
        week=("recordeddate", "enddate", "startdate"), language=("userlanguage",),
    ),
    Preset(
        "surveymonkey", "SurveyMonkey", _has("respondent id,collector id"), _surveymonkey_rows,
        week=("end date", "start date", "date modified", "date created"),
        drop={"respondent id": "a person's number", "collector id": "a link to one person"}, month_first=True,
    ),
    Preset(
        "smartsurvey", "SmartSurvey", _smartsurvey, _smartsurvey_rows, blanks=frozenset({"-"}),
        week=("ended", "end date", "completed", "started"), language=("translation", "language"),
    ),
    Preset(
        "limesurvey", "LimeSurvey", _has("submitdate,lastpage", "date submitted,last page", "id response id,submitdate date submitted"),
        blanks=frozenset({"n/a"}), volatile=frozenset({"lastpage", "last page"}),
        week=("submitdate", "date submitted", "submitdate date submitted", "datestamp", "startdate"),
        language=("startlanguage", "start language", "startlanguage start language"),
    ),
    Preset(
        "microsoft_forms", "Microsoft Forms", _has("start time,completion time"), volatile=frozenset({"last modified time"}),
        week=("completion time", "start time"), month_first=True,
    ),
    Preset(
        "odk", "ODK Central", _has("submissiondate,key", "submissiondate,submittername", "submissiondate,meta instanceid"),
        volatile=frozenset({"status", "reviewstate", "edits", "attachmentspresent", "attachmentsexpected"}), week=("submissiondate",),
    ),
    Preset(
        "kobo", "KoboToolbox", _has("uuid,submission time", "id,submission time", "submission time,validation status"),
        volatile=frozenset({"index", "validation status", "status", "notes", "tags", "version"}), week=("submission time", "end", "start"),
    ),
    Preset(
        "nhs_fft", "NHS Friends and Family Test",
        _has("comment_txt,comment_type", "fft question,fft answer", "feedback,criticality", "comment id,fft categorical answer"),
        blanks=frozenset({"na", "did not answer"}), week=("date",), text=("comment_txt", "fft answer", "feedback"),
    ),
    Preset(
        "polis", "Polis", _has("comment-id,comment-body"), week=("timestamp", "datetime"), text=("comment body",),
        volatile=frozenset({"agrees", "disagrees", "moderated"}),
    ),
    Preset(
        "citizen_space", "Citizen Space", _citizen_space, blanks=frozenset({"not answered"}),
        week=("date submitted", "submitted", "submitted date", "date of submission"), volatile=frozenset({"analysed", "response status"}),
    ),
    Preset("google_forms", "Google Forms", _google, week=("timestamp",), month_first=True),
    Preset(
        "plain", "A plain spreadsheet", _always,
        week=("date", "week", "date submitted", "submitted", "submission date", "timestamp", "date of comment", "received"),
        language=("language", "lang"),
    ),
)  # fmt: skip
"""In the order they are tried; “plain” knows everything."""


def preset_for(heads: Heads) -> Preset:
    """The first preset that knows this file by its first records."""
    return next(preset for preset in PRESETS if preset.knows(heads))
