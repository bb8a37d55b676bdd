"""Do the tests that guard the doors, the people and the floors notice a fault? Plant one at a time and see.

    python -m bench.planted_faults [WORD …]     (default: every fault; a word: those whose name holds it)

Copies the tree to a temporary folder, changes one text in one file of `voice/`, and runs the test that should
notice, on SQLite, two at a time. Prints a table: red = noticed, GREEN = the test failed to notice. Exit 1 with
any GREEN, or where the tests are red with nothing planted. Six minutes on two quiet cores.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[1]
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "var", "build")
AT_ONCE = 2
FLOORS, DOORS = "tests/test_floors.py", "tests/test_doors.py"
MATRIX, ATTACKS = "tests/who/test_matrix.py", "tests/attacks"
PAGES, FORMS, COMMANDS = "through_a_door", "no_form", "leaves_by_a_command"
CLEARED, LOGGED, COUNTED = "cleared_up", "logged", "neither_a_number"


@dataclass(frozen=True)
class Fault:
    """One text of one file, changed; and the test that should turn red."""

    name: str
    file: str
    before: str
    after: str
    test: str = DOORS
    only: str = ""

    def plant(self, tree: Path) -> str:
        """Change the file. Returns what it was. A text that is not there exactly once is a fault of ours."""
        file = tree / "voice" / self.file
        was = file.read_text(encoding="utf-8")
        assert was.count(self.before) == 1, f"{self.name}: {was.count(self.before)} × in {self.file}"
        file.write_text(was.replace(self.before, self.after), encoding="utf-8")
        return was


NEW_PAGE = """
async def _new(request):
    from sqlalchemy import select
    from starlette.responses import PlainTextResponse
    from voice.store.tables import words
    async with request.app.state.store.reading() as conn:
        said = (await conn.execute(select(words.c.masked))).scalars()
        return PlainTextResponse(" ".join(filter(None, said)))

routes: list[BaseRoute] = [
    Route("/new-page", _new),
"""
PRINTS_UNREAD = """
    from voice.listen.spaces import every_space
    from voice.protect.reading import queue
    async with opened() as o, o.store.reading() as conn:
        for space in await every_space(conn):
            for one in await queue(conn, o.keys, space.space_id):
                say(one.text)
    give({**found"""
LEAD_ONLY = "space = await open_space(request, Hat.LEAD)\n"
ANY_HAT = "space = await open_space(request, *Hat)\n"
END = "from __future__ import annotations\n"

FAULTS: tuple[Fault, ...] = (
    # ── the gates
    Fault(
        "held words pass as readable",
        "protect/usable.py",
        "READABLE = (State.RELEASED, State.NO_QUOTE)",
        "READABLE = (State.RELEASED, State.NO_QUOTE, State.HELD)",
        only=PAGES,
    ),
    Fault(
        "held words are counted",
        "protect/usable.py",
        "COUNTABLE = (State.UNREAD,",
        "COUNTABLE = (State.HELD, State.UNREAD,",
        only=COUNTED,
    ),
    Fault(
        "a theme's number counts what no gate lets through",
        "theme/records.py",
        "countable())\n        .group_by(placing.c.theme_id)",
        "True)\n        .group_by(placing.c.theme_id)",
        only=COUNTED,
    ),
    Fault(
        "unread words pass as read in numbers",
        "theme/records.py",
        "return func.count().filter(readable())",
        "return func.count().filter(countable())",
        only=COUNTED,
    ),
    Fault(
        "not for quoting is quoted",
        "protect/usable.py",
        "and_(comment.c.state == State.RELEASED, comment.c.quote_ok)",
        "and_(comment.c.state.in_(READABLE))",
        only=PAGES,
    ),
    Fault(
        "words leave without a second reader",
        "protect/usable.py",
        "return and_(quotable(), comment.c.second_read)",
        "return quotable()",
        only=PAGES,
    ),
    Fault(
        "an export ignores the gate",
        "tell/export.py",
        'words=printable(found.masked) if found.may_leave else ""',
        'words=printable(found.masked or "")',
        only=COMMANDS,
    ),
    Fault(
        "release forgets to mask",
        "protect/reading/deciding.py",
        "mask(words.text, (*words.details, *extra))",
        "words.text",
        only=PAGES,
    ),
    Fault(
        "the queue shows what nothing has looked at",
        "protect/records.py",
        "comment.c.state == State.UNREAD, comment.c.looked)",
        "comment.c.state == State.UNREAD)",
        only=PAGES,
    ),
    Fault(
        "unread words are stored in clear",
        "listen/receive.py",
        'return row | {"sealed": seal_words(',
        'return row | {"masked": seen.text, "sealed": seal_words(',
        only=CLEARED,
    ),
    Fault(
        "withdrawal keeps the words",
        "protect/records.py",
        "for table in (words, vector, placing):",
        "for table in (vector, placing):",
        only=CLEARED,
    ),
    # ── themes, prompts, tell-backs
    Fault(
        "themes are named in unread words",
        "theme/suggest.py",
        'quotable=[_MASKS.sub(" ", quotable.get(comment_id, "")) for comment_id in ids]',
        'quotable=[texts.get(comment_id, "") for comment_id in ids]',
        only=PAGES,
    ),
    Fault(
        "a prompt shows withdrawn words",
        "talk/records.py",
        "prompt_quote.c.prompt_id.in_(list(prompt_ids)), quotable())",
        "prompt_quote.c.prompt_id.in_(list(prompt_ids)))",
        only=PAGES,
    ),
    Fault(
        "a printed prompt shows withdrawn words",
        "talk/kept.py",
        "shown = without_words(stored, allowed)",
        "shown = stored",
        only=COMMANDS,
    ),
    Fault(
        "the review leaves words in the card",
        "talk/drafts.py",
        "            if row is not None:\n                await _take_words_out",
        "            if row is None:\n                await _take_words_out",
        only=CLEARED,
    ),
    Fault(
        "the public page quotes what one person has read",
        "tell/records.py",
        "comment.c.comment_id.in_(list(comment_ids)), may_leave())",
        "comment.c.comment_id.in_(list(comment_ids)), readable())",
        only=PAGES,
    ),
    Fault(
        "a tell-back's form is believed",
        "faces/design/tell_backs.py",
        "quotes=tuple(q.comment_id for q in may if str(q.comment_id) in ticked)",
        "quotes=tuple(int(one) for one in ticked)",
        only=PAGES,
    ),
    # ── doors without a check
    Fault(
        "a hold opens for any hat",
        "faces/lead/holds.py",
        f'    {LEAD_ONLY}    hold_id = request.path_params["hold"]\n',
        f'    {ANY_HAT}    hold_id = request.path_params["hold"]\n',
        only=PAGES,
    ),
    Fault(
        "a hold's record goes to any hat",
        "faces/lead/holds.py",
        f"    {LEAD_ONLY}    await read_form(request)\n    opened, who",
        f"    {ANY_HAT}    await read_form(request)\n    opened, who",
        only=FORMS,
    ),
    Fault(
        "the second reader's page opens for any hat",
        "faces/lead/reading.py",
        "space = await open_space(request, Hat.READER, Hat.LEAD)\n    person = me(request).person\n",
        "space = await open_space(request, *Hat)\n    person = me(request).person\n",
        only=PAGES,
    ),
    Fault(
        "hats of one space open every space",
        "faces/shared/doors.py",
        "if not me(request).wears(space.space_id, *hats):",
        "if not any(me(request).wears(one, *hats) for one in me(request).hats):",
        only=PAGES,
    ),
    Fault(
        "our ids open in the space next door",
        "talk/records.py",
        "        .where(prompt.c.space_id == space_id)\n        .order_by(theme.c.position",
        "        .where(prompt.c.space_id != 0)\n        .order_by(theme.c.position",
        only=PAGES,
    ),
    Fault(
        "a new page shows everything",
        "faces/young/__init__.py",
        "\nroutes: list[BaseRoute] = [\n",
        NEW_PAGE,
        only=PAGES,
    ),
    # ── logs and commands
    Fault(
        "a failed job logs its words",
        "work/loop.py",
        "group[0].kind, type(fault).__name__)",
        "group[0].kind, fault)",
        only=LOGGED,
    ),
    Fault(
        "a broken page logs its words",
        "faces/shared/problems.py",
        'log.error("fault %s at %s", type(problem).__name__,',
        'log.error("fault %s at %s", problem,',
        only=LOGGED,
    ),
    Fault(
        "a command prints unread words",
        "commands/keeping.py",
        "\n    give({**found",
        PRINTS_UNREAD,
        only=COMMANDS,
    ),
    Fault(
        "a new command that nobody has looked at",
        "cli.py",
        '    _add(commands, "doctor",',
        '    _add(commands, "tell-all", "keeping:run_doctor", "New.")\n    _add(commands, "doctor",',
        only="every_command",
    ),
    Fault(
        "a new option that nobody has looked at",
        "cli.py",
        '    verify.add_argument("--form-ids"',
        '    verify.add_argument("--words")\n    verify.add_argument("--form-ids"',
        only="every_command",
    ),
    # ── people
    Fault(
        "people: a hat counts in every space",
        "faces/shared/doors.py",
        "    if not me(request).wears(space.space_id, *hats):",
        "    if not any(worn & set(hats) for worn in me(request).hats.values()):",
        MATRIX,
    ),
    Fault(
        "people: a hat that waits for a yes is worn",
        "people/records.py",
        "hat.c.person_id == person_id, hat.c.waits.is_(False))",
        "hat.c.person_id == person_id)",
        f"{ATTACKS}/test_a_curious_admin.py",
    ),
    Fault(
        "people: an admin makes a lead alone",
        "people/who.py",
        "unsure = hat is Hat.LEAD and await _needs_a_yes(conn, space_id, by)",
        "unsure = False",
        f"{ATTACKS}/test_a_curious_admin.py",
    ),
    Fault(
        "people: an admin lets anybody choose a new password",
        "people/who.py",
        "    whose = await member(conn, space_id, person_id)\n    return await reset_token(conn, keys, whose.person_id,",
        "    return await reset_token(conn, keys, person_id,",
        "tests/who/test_hats.py",
    ),
    Fault(
        "people: a time code works twice",
        "people/second_factor.py",
        "if step is not None and await records.use_totp_step(conn, row.person_id, step):",
        "if step is not None:",
        f"{ATTACKS}/test_a_code_is_seen_over_a_shoulder.py",
    ),
    Fault(
        "people: a spare code works twice",
        "people/second_factor.py",
        "recovery=[one for one in left if one != hashed])",
        "recovery=left)",
        f"{ATTACKS}/test_a_code_is_seen_over_a_shoulder.py",
    ),
    Fault(
        "people: a planted session lives on",
        "faces/shared/sign_in.py",
        "    if request.state.session_token:",
        "    if False:",
        f"{ATTACKS}/test_a_session_is_planted.py",
    ),
    Fault(
        "people: nobody who guesses has to wait",
        "faces/shared/sign_in.py",
        "if seconds := seconds_to_wait(request, email):",
        "if seconds := 0:",
        f"{ATTACKS}/test_a_password_is_guessed.py",
    ),
    Fault(
        "people: a name that nobody has costs no work",
        "people/passwords.py",
        "    try:\n        return await _in_turn(_hasher.verify",
        "    if hashed is None:\n        return False\n    try:\n        return await _in_turn(_hasher.verify",
        f"{ATTACKS}/test_who_works_here_is_listened_for.py",
    ),
    Fault(
        "people: a page takes a form without its token",
        "faces/admin/audit.py",
        "    await read_form(request)\n",
        "",
        f"{ATTACKS}/test_a_form_is_forged.py",
    ),
    Fault(
        "people: an invite's maker may have lost the hat",
        "people/invites.py",
        "if maker is None or maker.stopped or Hat.ADMIN not in hats.get(row.space_id, frozenset()):",
        "if maker is None:",
        f"{ATTACKS}/test_an_invite_is_found_in_a_bin.py",
    ),
    # ── floors
    Fault(
        "an earlier step uses a later one",
        "listen/space.py",
        END,
        END + "from voice.theme import codeframe\n",
        FLOORS,
    ),
    Fault("the same, by dots", "protect/seal.py", END, END + "from ..listen import space\n", FLOORS),
    Fault(
        "the same, inside a function",
        "people/records.py",
        END,
        END + "def later():\n    from voice.protect import hold\n    return hold\n",
        FLOORS,
    ),
    Fault(
        "the same, by its name in a text",
        "protect/hours.py",
        END,
        END + "import importlib\nlater = importlib.import_module('voice.theme.codeframe')\n",
        FLOORS,
    ),
    Fault(
        "a face uses records", "faces/design/board.py", END, END + "from voice.theme import records\n", FLOORS
    ),
    Fault(
        "a face uses tables",
        "faces/lead/summary.py",
        END,
        END + "from voice.store.tables import words\n",
        FLOORS,
    ),
    Fault(
        "a face uses another",
        "faces/young/answers.py",
        END,
        END + "from voice.faces.design import board\n",
        FLOORS,
    ),
    Fault(
        "a step speaks HTTP", "talk/doors.py", END, END + "from starlette.requests import Request\n", FLOORS
    ),
    Fault("a step speaks SQL", "tell/due.py", END, END + "from sqlalchemy import select\n", FLOORS),
    Fault(
        "a face speaks SQL past SQLAlchemy",
        "faces/lead/drill.py",
        "        log = await drill_log(conn, space.space_id)\n",
        '        await conn.exec_driver_sql("SELECT 1")\n        log = await drill_log(conn, space.space_id)\n',
        FLOORS,
    ),
    Fault(
        "a step opens a database itself", "listen/keeping/__init__.py", END, END + "import sqlite3\n", FLOORS
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What the test said."""

    fault: Fault
    red: bool
    why: str
    seconds: float


def main(words: Sequence[str]) -> int:
    """Plant and look, and print the table."""
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            trees.put(copied(Path(folder) / str(number)))
        sound = try_one(trees, Fault("nothing planted", "__init__.py", "", "", f"{FLOORS} {DOORS}"))
        show(sound)
        with ThreadPoolExecutor(AT_ONCE) as hands:
            outcomes = list(hands.map(lambda fault: seen(trees, fault), chosen))
    green = [outcome for outcome in outcomes if not outcome.red]
    sys.stdout.write(f"\n{len(outcomes) - len(green)} of {len(outcomes)} planted faults were noticed.\n")
    return 1 if green or sound.red else 0


def copied(tree: Path) -> Path:
    """The tree as it stands, uncommitted changes too; the built model stays where it is."""
    shutil.copytree(ROOT, tree, symlinks=True, ignore=LEFT_BEHIND)
    (tree / "build").symlink_to((ROOT / "build").resolve())
    return tree


def seen(trees: SimpleQueue[Path], fault: Fault) -> Outcome:
    """Try one, and print its line."""
    outcome = try_one(trees, fault)
    show(outcome)
    return outcome


def try_one(trees: SimpleQueue[Path], fault: Fault) -> Outcome:
    """Plant it in a tree of its own, run its test, and put the tree right again."""
    tree, begun = trees.get(), time.monotonic()
    file = tree / "voice" / fault.file
    was = fault.plant(tree) if fault.before else file.read_text(encoding="utf-8")
    try:
        red, why = run_test(tree, fault)
    finally:
        file.write_text(was, encoding="utf-8")
        trees.put(tree)
    return Outcome(fault, red, why, time.monotonic() - begun)


def run_test(tree: Path, fault: Fault) -> tuple[bool, str]:
    """(is it red, what it says). A test that could not even begin is no proof: that raises."""
    picked = ["-k", fault.only] if fault.only else []
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *fault.test.split(), "-x", "-p", "no:cacheprovider", *picked],
        cwd=tree,
        env=os.environ | {"VOICE_TEST_ENGINES": "sqlite", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode not in (0, 1) or "error during collection" in said:
        raise RuntimeError(f"{fault.name}: the test did not run.\n{said[-2000:]}")
    found = re.findall(r"^E +(?:AssertionError: )?(.+)$", said, re.MULTILINE)
    return done.returncode == 1, found[0][:110] if found else ""


def show(outcome: Outcome) -> None:
    """One line of the table."""
    colour = "red  " if outcome.red else "GREEN"
    if not outcome.fault.before:
        colour = "RED  " if outcome.red else "green"
    sys.stdout.write(f"{colour} {outcome.seconds:5.0f} s  {outcome.fault.name:50} {outcome.why}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
