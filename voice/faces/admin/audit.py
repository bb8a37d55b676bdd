"""Who did what. It names holds, never comments, and holds nobody's words."""

from __future__ import annotations

import csv
import io

from starlette.requests import Request
from starlette.responses import Response

from voice.faces.shared.doors import me, open_space
from voice.faces.shared.forms import read_form
from voice.faces.shared.pages import show
from voice.people import audit
from voice.people.log import PAGE, all_lines, choices, newest
from voice.people.nouns import Hat
from voice.tell.export import harmless


async def audit_page(request: Request) -> Response:
    """The newest lines, of one person or one kind if asked, and whether the chain is whole."""
    space = await open_space(request, Hat.ADMIN)
    who, did = request.query_params.get("who", ""), request.query_params.get("did", "")
    before = request.query_params.get("before", "")
    async with request.app.state.store.reading() as conn:
        start = int(before) if before.isdecimal() and len(before) < 19 else 0
        lines, whole = await newest(conn, space.space_id, who=who, did=did, before=start, holds=False)
        found, head = await choices(conn, space.space_id), await audit.head(conn)
    return show(
        request,
        "admin/audit.html",
        space=space,
        lines=lines,
        choices=found,
        who=who,
        did=did,
        older=lines[-1].number if len(lines) == PAGE else 0,
        whole=whole,
        head=head,
    )


async def audit_file(request: Request) -> Response:
    """Every line of this space as a spreadsheet. Taking it is a line too."""
    space = await open_space(request, Hat.ADMIN)
    await read_form(request)
    async with request.app.state.store.writing() as conn:
        await audit.note(conn, me(request).person.name, "took the audit away", space_id=space.space_id)
        lines = await all_lines(conn, space.space_id)
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["number", "when (UTC)", "who", "did", "what"])
    rows.writerows(
        [harmless(cell) for cell in (n.number, n.at.strftime("%Y-%m-%d %H:%M"), n.who, n.did, n.what)]
        for n in lines
    )
    where = {"content-disposition": f'attachment; filename="{space.slug}-who-did-what.csv"'}
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8", headers=where)
