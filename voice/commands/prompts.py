"""`voice prompts`: what is stored, as JSON or as pages to read."""

from __future__ import annotations

from argparse import Namespace

from voice.commands.opened import opened
from voice.commands.say import give, give_line
from voice.listen.spaces import open_space_by_slug
from voice.talk.doors import as_markdown
from voice.talk.drafts import printed_prompts


async def run_prompts(args: Namespace) -> int:
    """Print the stored prompts of a space, or of one theme."""
    async with opened() as o, o.store.reading() as conn:
        space = await open_space_by_slug(conn, args.space)
        found = await printed_prompts(conn, space.space_id, theme_id=int(args.theme) if args.theme else None)
    if args.format == "json":
        give({"prompts": found})
    else:
        give_line("\n\n".join(as_markdown(prompt) for prompt in found))
    return 0
