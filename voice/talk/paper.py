"""The three sheets as one plain HTML file, for laptop mode: it opens anywhere, loads nothing, and prints on two A4 pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from voice.talk.prompts import Prompt
from voice.talk.sheets import FacilitatorSide, Line, RecordSlip, RunSheet, TableCard, sheets

_STYLE = """
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
section{border:2px solid #111;border-radius:.5rem;padding:1.2rem 1.6rem;margin:0 0 2rem}
h1{font-size:1.7rem;line-height:1.25}blockquote{margin:.8rem 0;font-size:1.25rem}
.ask{font-size:1.6rem;font-weight:700;line-height:1.3}dt{font-weight:700}dd{margin:0 0 .5rem}
.line{border-bottom:1px solid #111;min-height:2.2rem;margin:0 0 .6rem}
@media print{body{margin:0;max-width:none;font-size:11pt}section{break-inside:avoid;border-width:1pt}}
"""


def as_html(prompt: Prompt) -> str:
    """A whole page in English with the card, the facilitator's side and the record slip; every word escaped."""
    made = sheets(prompt)
    body = "\n".join((_card(made.card), _side(made.side), _slip(made.slip)))
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(prompt.title)}</title><style>{_STYLE}</style></head>\n<body><main>\n{body}\n</main></body></html>\n"
    )


def _card(card: TableCard) -> str:
    said = "\n".join(
        f"<blockquote>{f'{escape(line.label)}: ' if line.label else ''}{_words(line)}</blockquote>"
        for line in card.quotes
    )
    return (
        f'<section aria-label="Table card"><h1>“{escape(card.title)}”</h1>\n{said}\n'
        f'<p>{escape(card.question.label)}</p><p class="ask">{escape(card.question.text)}</p>\n'
        f"<p>{escape(card.tell_back.label)}: {escape(card.tell_back.text)}</p></section>"
    )


def _side(side: FacilitatorSide) -> str:
    runs = "\n".join(_run_sheet(run) for run in side.run_sheets)
    return f'<section aria-label="Facilitator’s side"><h2>For whoever leads</h2>\n<dl>{_terms(side.lines)}</dl>\n{runs}</section>'


def _slip(slip: RecordSlip) -> str:
    lines = "\n".join(
        f'<p>{escape(line.label)}{f" ({escape(line.text)})" if line.text else ""}</p><div class="line"></div>'
        for line in slip.lines
    )
    return (
        f'<section aria-label="Record slip"><h2>What we did: “{escape(slip.title)}”</h2>\n{lines}</section>'
    )


def _run_sheet(run: RunSheet) -> str:
    steps = "".join(f"<li>{escape(step.what)}: {step.minutes}</li>" for step in run.steps)
    return f"<h3>{run.minutes} minutes</h3><ol>{steps}</ol>"


def _terms(lines: Iterable[Line]) -> str:
    return "".join(f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}</dd>" for line in lines)


def _words(line: Line) -> str:
    return f"“{escape(line.text)}”" if line.quoted else escape(line.text)
