"""Reading a spreadsheet, from any survey tool, into clean rows. Pure: it knows no database and no page.

    sheet = open_sheet(path)                      any file → columns, what was dropped, rows
    plan = make_plan(sheet, text="auto")          which column holds the words, what the others mean
    for row in read_rows(sheet, plan): ...        Taken, Blank or Refused, one for every row

A new survey tool is one more entry in `presets.py`.
"""

from __future__ import annotations

from voice.listen.imports.mapping import FIELDS, Plan, make_plan, parse_maps
from voice.listen.imports.presets import PRESETS, Preset
from voice.listen.imports.rows import Blank, LeftOut, Refused, Taken, read_rows
from voice.listen.imports.sheet import Dropped, Row, Sheet, open_sheet

__all__ = [
    "FIELDS",
    "PRESETS",
    "Blank",
    "Dropped",
    "LeftOut",
    "Plan",
    "Preset",
    "Refused",
    "Row",
    "Sheet",
    "Taken",
    "make_plan",
    "open_sheet",
    "parse_maps",
    "read_rows",
]
