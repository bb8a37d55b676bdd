"""Using the pages about people as a browser without script does: forms, links, codes from a phone."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import pyotp
from argon2 import PasswordHasher
from httpx2 import AsyncClient, Response

from tests.people import Shed
from voice.clock import instant, set_clock
from voice.people.invites import accept_invite, invite
from voice.people.nouns import Face, Hat, Person
from voice.people.second_factor import confirmed, new_secret

OURS = {"sec-fetch-site": "same-origin"}
PASSWORD = "lamp-river-otter-seven"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def at(minutes: float) -> None:
    """It is so many minutes past noon."""
    set_clock(lambda: NOON + timedelta(minutes=minutes))


@dataclass
class Colleague:
    """Somebody with an account of their own, a phone in their pocket and a browser in front of them."""

    client: AsyncClient
    person: Person
    secret: str
    spare_codes: tuple[str, ...]
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What the phone shows now."""
        return pyotp.TOTP(self.secret).at(instant())

    async def signs_in(
        self, face: Face, password: str = PASSWORD, code: str | None = None, **headers: str
    ) -> Response:
        """Through the sign-in page; the browser keeps the cookie."""
        form = {
            "email": self.person.email,
            "password": password,
            "code": self.code if code is None else code,
        }
        answer = await self.client.post(f"/{face}/sign-in", data=form, headers=self._headers() | headers)
        self._keep(answer)
        return answer

    async def opens(self, path: str) -> Response:
        """A page."""
        return await self.client.get(path, headers=self._headers())

    async def sends(self, path: str, **fields: object) -> Response:
        """A form of a page that is open: it carries that page's token."""
        token = hidden(await self.opens(path), "token")
        answer = await self.client.post(path, data={"token": token} | fields, headers=self._headers())
        self._keep(answer)
        return answer

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return OURS | ({"cookie": cookies} if cookies else {})

    def _keep(self, answer: Response) -> None:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        self.client.cookies.clear()


async def joins(
    shed: Shed, client: AsyncClient, name: str, *hats: Hat, by: Person | None = None
) -> Colleague:
    """Somebody accepts an invite, a little while ago: the code that confirmed their phone is long used."""
    email = f"{name.lower()}@{shed.space.slug}.example"
    async with shed.store.writing() as conn:
        token = await invite(conn, shed.space.space_id, email, hats, by=by)
    secret = new_secret()
    factor = confirmed(secret, pyotp.TOTP(secret).at(instant() - 30))
    async with shed.store.writing() as conn:
        welcome = await accept_invite(conn, shed.keys, token, name, _hashed(), factor)
    return Colleague(client, welcome.person, secret, welcome.spare_codes)


@cache
def _hashed() -> str:
    """Everybody's password, hashed once: it is meant to take long."""
    return PasswordHasher().hash(PASSWORD)


def hidden(page: Response, name: str) -> str:
    """A hidden field of a page; empty where it has none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    return html.unescape(found[1]) if found else ""


def link_on(page: Response) -> str:
    """The path of the link that is shown once."""
    found = re.search(r'<code class="break">https?://[^/]+(/[^<]+)</code>', page.text)
    assert found, page.text
    return html.unescape(found[1])


def key_on(page: Response) -> str:
    """The key that an authenticator app is given."""
    found = re.search(r"<code>((?:\w{4} ?){8})</code>", page.text)
    assert found, page.text
    return found[1].replace(" ", "")


def codes_on(page: Response) -> list[str]:
    """The spare codes that are shown once."""
    return re.findall(r"<code>(\d{4} \d{4} \d{4})</code>", page.text)
