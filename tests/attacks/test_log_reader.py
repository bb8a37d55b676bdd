"""Somebody reads everything that the processes and commands ever said: no words, no names, no receipts, no secret.

A fault is planted in the real server that quotes what it was given, as faults do.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks import ONE_ENGINE
from tests.faces.young.said import receipt_in
from tests.people import Shed
from tests.servers import Server, environment_of, free_port, start
from voice.settings import Settings
from voice.store.secret import open_keys

pytestmark = [pytest.mark.anyio, ONE_ENGINE]

BREAKS = """
import sys, voice.faces.young, voice.work.jobs as jobs
from voice.cli import main
ask = sys.modules["voice.faces.young.ask"]
receive = ask.receive
async def breaks(store, keys, space, round_, submission):
    if any("zqbreak" in said.text for said in submission.said):
        raise ValueError(f"could not take {submission}")
    return await receive(store, keys, space, round_, submission)
ask.receive = breaks
def looks(text, *_):
    raise RuntimeError(text)
jobs.look_closely = looks
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def broken(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """A real server, and a real worker, that both break on what they are given; all they say goes into one file."""
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        env = environment_of(settings)
        words = ["serve", "--no-worker", "--port", str(port)]
        server = start(words, env, tmp_path, port, log, program=("-c", BREAKS))
        worker = subprocess.Popen([sys.executable, "-c", BREAKS, "work"], env=env, stdout=log, stderr=log)
        yield server
        worker.terminate()
        worker.wait(10)
        server.kill()


def sends(base: str, path: str, **form: str) -> tuple[int, str]:
    body = urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(f"{base}{path}", body, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


async def said_in(file: Path, *waiting_for: str) -> str:
    """The log, once these stand in it."""
    for _ in range(150):
        text = await asyncio.to_thread(file.read_text)
        if all(one in text for one in waiting_for):
            return text
        await asyncio.sleep(0.2)
    raise AssertionError(f"the log never said {waiting_for}: {text}")


async def test_no_log_of_a_breaking_service_tells_anything(
    shed: Shed, settings: Settings, broken: Server, tmp_path: Path
) -> None:
    form = {"form_id": "zqform-first", "v": "", "open": "the stairs zqstairs at zqstreet are steep"}
    status, page = await asyncio.to_thread(sends, broken.base, "/en/shed", **form)
    assert status == 200
    receipt = receipt_in(page)
    for path, more in (
        ("/en/shed", {**form, "form_id": "zqform-break", "open": "zqbreak my name is zqname"}),
        ("/en/receipt", {"words": receipt}),
        ("/en/shed/not-safe", {"form_id": "zqform-door", "reach": "zqreach at the desk"}),
        ("/lead/sign-in", {"email": "zqfemi@shed.example", "password": "zqpassword", "code": "123456"}),
    ):
        await asyncio.to_thread(sends, broken.base, path, **more)
    said = await said_in(tmp_path / "log", "fault", "job look failed")
    assert "ValueError" in said and "RuntimeError" in said, "the faults were not met"
    told = [
        *receipt.split(),
        "zq",
        "at the desk",
        "steep",
        str(shed.space.space_id),
        open_keys(settings).as_hex()[:8],
    ]
    assert [one for one in told if one in said.lower().replace("runtimeerror", "")] == []


async def test_no_command_tells_the_secret_but_the_sheet(
    shed: Shed, settings: Settings, tmp_path: Path
) -> None:
    root = open_keys(settings).as_hex()
    await shed.says("the stairs zqstairs are steep", form_id="form-stairs-1")
    said = ""
    for words in (
        ["doctor"],
        ["verify"],
        ["sweep"],
        ["settings"],
        ["backup", f"{tmp_path}/copy"],
        ["key", "sheet", "--out", f"{tmp_path}/s.html"],
    ):
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "voice", *words],
            env=environment_of(settings),
            capture_output=True,
            text=True,
            check=False,
        )
        said += done.stdout + done.stderr
    assert "Database: ok" in said
    assert not any(root[at : at + 8] in said for at in range(57)) and "zqstairs" not in said
