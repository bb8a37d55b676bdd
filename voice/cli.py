"""`voice …`: every command, its words and where they lead. Exit 0 done, 1 found something wrong, 2 bad usage."""

from __future__ import annotations

import argparse
import asyncio
import inspect
import sys
from collections.abc import Callable

from voice.errors import BadInput, Problem


def main(argv: list[str] | None = None) -> int:
    """Run one command. Problems are a sentence on stderr, never a traceback."""
    args = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], object] = _load(args.run)
    try:
        done = run(args)
        code = asyncio.run(done) if inspect.iscoroutine(done) else done
        return code if isinstance(code, int) else 0
    except Problem as problem:
        _complain(problem)
        return 2 if isinstance(problem, BadInput) else 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="voice",
        description="Hear children, young people and families, and talk over what they say with them.",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _serving(commands)
    _spaces(commands)
    _bringing(commands)
    _pure(commands)
    _prompts(commands)
    _keeping(commands)
    return top


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _serving(commands: Commands) -> None:  # type: ignore[valid-type]
    demo = _add(commands, "demo", "serving:run_demo", "Start with a fictional space, on this machine only.")
    demo.add_argument("--port", type=_port, default=8000)
    demo.add_argument(
        "--var", default="var", metavar="DIR", help="where the demo's database is kept (default: var)"
    )
    demo.add_argument("--fresh", action="store_true", help="make the demo anew")
    serve = _add(commands, "serve", "serving:run_serve", "Serve the web, with a worker beside it.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--workers", type=int, default=1, help="web processes (PostgreSQL only)")
    serve.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere: voice work")
    work = _add(commands, "work", "serving:run_work", "Do what runs after the request.")
    work.add_argument("--until-idle", action="store_true", help="stop when nothing is left to do")
    _add(commands, "migrate", "serving:run_migrate", "Bring the database to today's tables.")
    _add(commands, "settings", "spaces:run_settings", "Print every setting, its value and its meaning.")


def _spaces(commands: Commands) -> None:  # type: ignore[valid-type]
    space = _group(commands, "space", "Who is asking: make, open, close.")
    _add(space, "list", "spaces:run_list", "Every space and its rounds.")
    create = _add(space, "create", "spaces:run_create", "Make a space.")
    create.add_argument("slug", metavar="SLUG")
    create.add_argument("--title", required=True)
    _add(space, "open", "spaces:run_open", "Open the next round.").add_argument("slug", metavar="SLUG")
    _add(space, "close", "spaces:run_close", "Close the open round.").add_argument("slug", metavar="SLUG")
    invite = _add(commands, "invite", "spaces:run_invite", "Invite someone to wear a hat in a space.")
    invite.add_argument("email", metavar="EMAIL")
    invite.add_argument("--hat", required=True, choices=["staff", "reader", "designer", "lead", "admin"])
    _space_option(invite)
    invite.add_argument(
        "--new-phone",
        action="store_true",
        help="for somebody who lost both phone and spare codes: the link lets them choose a new password and phone",
    )
    _space_option(
        _add(commands, "drill", "spaces:run_drill", "Send a test disclosure; show who acknowledged it.")
    )


def _bringing(commands: Commands) -> None:  # type: ignore[valid-type]
    bring_in = _add(
        commands, "import", "bringing:run_import", "Read a spreadsheet or survey export into a space."
    )
    bring_in.add_argument(
        "file", nargs="?", metavar="FILE", help="CSV, XLSX, XLS, ODS, or a packed CSV (.gz)"
    )
    bring_in.add_argument(
        "--undo", metavar="BATCH", help="take an import out again, by the number that it printed"
    )
    bring_in.add_argument("--space", metavar="SLUG", help="the space to put them in: voice space list")
    bring_in.add_argument(
        "--text", metavar="COLUMN", help="the column with people's words; auto finds it and says which"
    )
    bring_in.add_argument(
        "--preset", metavar="NAME", help="the tool it came from, if not recognised: qualtrics, kobo, plain, …"
    )
    bring_in.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    bring_in.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="what another column means, such as band=Age; again for each: band, week, place_now, "
        "place_wanted, place_not, channel, who_with, language, id",
    )
    bring_in.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
    bring_in.add_argument(
        "--read-by",
        metavar="NAME",
        help="this person has read them all: they are released, but for those that may tell of harm",
    )
    bring_in.add_argument(
        "--quote-ok",
        metavar="COLUMN|yes|no",
        default="no",
        help="did writers agree to be quoted? (default: no)",
    )
    bring = _add(
        commands,
        "bring",
        "laptop:run_bring",
        "From a spreadsheet to table cards, in one step and on this machine only: reads the comments into a private "
        "space, finds themes, drafts a prompt for each and, with --out, writes sheets to print. For comments you have "
        "read and may use. Nothing needs setting up first.",
    )
    bring.epilog = "Example: voice bring survey.csv --out cards    then open cards/index.html in a browser"
    bring.add_argument("file", metavar="FILE", help="CSV, XLSX, XLS, ODS, or a packed CSV (.gz)")
    bring.add_argument(
        "--text",
        metavar="COLUMN",
        default="auto",
        help="the column with people's words (default: auto, which finds it and says which)",
    )
    bring.add_argument(
        "--out",
        metavar="DIR",
        help="write a table card, a facilitator's side and a record slip for each theme that is ready (HTML), "
        "and an index.html to open first",
    )
    export = _add(
        commands, "export", "bringing:run_export", "Write a space's released comments and themes to a file."
    )
    _space_option(export)
    export.add_argument("--format", required=True, choices=["csv", "xlsx", "json", "qdpx", "qdc"])
    export.add_argument("--out", required=True, metavar="FILE")


def _pure(commands: Commands) -> None:  # type: ignore[valid-type]
    _add(commands, "protect", "pure:run_protect", "JSON lines {id, text} in; details and concern out.")
    themes = _group(commands, "themes", "Themes for a file: suggest them, or place comments by examples.")
    suggest = _add(themes, "suggest", "pure:run_suggest", "Group a file's comments into themes.")
    suggest.add_argument("file", metavar="FILE.csv")
    suggest.add_argument("--text", required=True, metavar="COLUMN")
    suggest.add_argument("--themes", type=_positive, metavar="N")
    suggest.add_argument("--seed", type=int, default=0)
    suggest.add_argument("--out", required=True, metavar="OUT.json")
    assign = _add(
        themes, "assign", "pure:run_assign", "Place a file's comments by a few examples of each theme."
    )
    assign.add_argument("file", metavar="FILE.csv")
    assign.add_argument("--text", required=True, metavar="COLUMN")
    assign.add_argument("--examples", required=True, metavar="EX.csv")
    assign.add_argument("--label", required=True, metavar="COLUMN")
    assign.add_argument("--multi", action="store_true", help="a comment may have several themes, or none")
    assign.add_argument("--out", required=True, metavar="OUT.csv")


def _prompts(commands: Commands) -> None:  # type: ignore[valid-type]
    prompts = _add(commands, "prompts", "prompts:run_prompts", "Print the stored prompts of a space.")
    _space_option(prompts)
    prompts.add_argument("--theme", metavar="ID")
    prompts.add_argument("--format", choices=["json", "md"], default="json")
    check = _add(commands, "check-prompt", "pure:run_check_prompt", "The software's checks on one prompt.")
    check.add_argument("file", metavar="FILE.json")
    wording = _add(commands, "wording", "pure:run_wording", "Doing-to words in a text, one JSON line a hit.")
    wording.add_argument("file", metavar="FILE", help="a text file, or - for standard input")


def _keeping(commands: Commands) -> None:  # type: ignore[valid-type]
    sweep = _add(commands, "sweep", "keeping:run_sweep", "Drop what should no longer be kept.")
    sweep.add_argument("--dry-run", action="store_true", help="say what would go and keep it")
    _add(commands, "backup", "keeping:run_backup", "Copy the database to one sealed file.").add_argument(
        "file", metavar="FILE"
    )
    _add(commands, "restore", "keeping:run_restore", "Put a backup back.").add_argument(
        "file", metavar="FILE"
    )
    _add(commands, "doctor", "doctor:run_doctor", "What is well and what is not.")
    key = _group(commands, "key", "The one root secret: on paper, typed back, changed.")
    sheet = _add(
        key, "sheet", "keys:run_sheet", "Print the recovery sheet. Whoever has it can read every word."
    )
    sheet.add_argument("--out", metavar="FILE.html", help="one page to print, instead of plain text")
    enter = _add(key, "enter", "keys:run_enter", "Type the recovery sheet's eight lines, on standard input.")
    enter.add_argument("--replace", action="store_true", help="put another secret that is here aside")
    _add(
        key,
        "rotate",
        "keys:run_rotate",
        "Change the secret and seal everything again. Stop the web and the worker first.",
    )
    verify = _add(commands, "verify", "keeping:run_verify", "Do the books balance?")
    verify.add_argument("--form-ids", action="store_true", help="print the stored form ids, one a line")
    verify.add_argument(
        "--audit-head",
        default="",
        metavar="HEAD",
        help="an audit_head printed earlier and kept elsewhere: nothing before it may have changed since",
    )


def _add(commands: Commands, name: str, run: str, help: str) -> argparse.ArgumentParser:  # type: ignore[valid-type]
    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)  # type: ignore[attr-defined]
    command.set_defaults(run=run)
    return command


def _group(commands: Commands, name: str, help: str) -> Commands:  # type: ignore[valid-type]
    group = commands.add_parser(name, help=help, description=help)  # type: ignore[attr-defined]
    return group.add_subparsers(required=True, metavar="COMMAND")  # type: ignore[no-any-return]


def _load(where: str) -> Callable[[argparse.Namespace], object]:
    """A command's function, imported only when asked for: `voice wording` should not load a web server."""
    module, _, name = where.partition(":")
    run: Callable[[argparse.Namespace], object] = getattr(
        __import__(f"voice.commands.{module}", fromlist=[name]), name
    )
    return run


def _space_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--space", required=True, metavar="SLUG")


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1 up")
    return number


def _complain(problem: Problem) -> None:
    sys.stderr.write(f"{problem}\n")
    for sentence in getattr(problem, "missing", ()):
        sys.stderr.write(f"  - {sentence}\n")


if __name__ == "__main__":
    raise SystemExit(main())
