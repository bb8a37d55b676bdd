"""Mail to staff, off the event loop. Never anybody's words."""

from __future__ import annotations

import asyncio
import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from voice.settings import Settings


async def send(settings: Settings, to: list[str], subject: str, body: str) -> None:
    """Send one plain message, off the event loop."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, ", ".join(to), subject
    message.set_content(body)
    await asyncio.to_thread(_deliver, settings.mail, message)


def _deliver(server: str, message: EmailMessage) -> None:
    where = urlsplit(server)
    make = smtplib.SMTP_SSL if where.scheme == "smtps" else smtplib.SMTP
    with make(
        where.hostname or "localhost", where.port or (465 if where.scheme == "smtps" else 587), timeout=20
    ) as smtp:
        if where.scheme == "smtp" and where.username:
            smtp.starttls()
        if where.username:
            smtp.login(unquote(where.username), unquote(where.password or ""))
        smtp.send_message(message)


async def send_invite(settings: Settings, email: str, space: str, link: str) -> bool:
    """Send somebody their invite. False when mail is off or the server is down: then the link is handed over."""
    if not settings.mail:
        return False
    body = f"You are invited to {space}. To begin, open this within three days. It works once:\n\n{link}\n"
    try:
        await send(settings, [email], f"Your invite to {space}", body)
    except (OSError, smtplib.SMTPException):
        return False
    return True
