"""Every table, declared once for both databases. Migrations in `migrations/` build exactly this.

- `space_id` leads every key; ids are random 63-bit integers, so order of arrival shows nowhere.
- Times with a comment stop at the ISO week. Only holds, sessions and jobs know minutes.
- Words live in `words`, apart from the facts; unread and held ones are sealed there.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import DateTime, TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC that comes back aware from both databases (SQLite forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def _space_key(*more: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("space_id", *more)


# ── who is asking ────────────────────────────────────────────────────────────

space = Table(
    "space",
    metadata,
    Column("space_id", BigInteger, primary_key=True, autoincrement=False),
    Column("slug", String(60), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column(
        "private", Boolean, nullable=False, server_default=text("false")
    ),  # "bring what you have": no public face
    Column(
        "about", JSON, nullable=False
    ),  # listen.space.About: topic, who asks, places, help lines, hours, people
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_week", String(8), nullable=False),
)

round_ = Table(
    "round",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(8), nullable=False),  # draft, open, closed
    Column("opens", Date),
    Column("closes", Date),
    Column("answer_by", Date),
    Column("reading_pledged", Boolean, nullable=False, server_default=text("true")),
    Column("settled", JSON, nullable=False),  # the checklist as it stood when opened
    _space_key("round_id"),
    UniqueConstraint("space_id", "number"),
)

# ── 1. listen ────────────────────────────────────────────────────────────────

voice = Table(
    "voice",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("voice_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("form_id", String(64), nullable=False),
    Column(
        "body_hash", LargeBinary(32)
    ),  # keyed hash of what was sent: tells a replay from an edited one; gone on purge
    Column("receipt_hash", LargeBinary(32)),  # keyed hash of the five words; null where nobody was given any
    Column("week", String(8), nullable=False),
    Column("band", String(8)),
    Column("route", String(8), nullable=False),
    Column("recorded_by_role", String(40)),
    Column("verbatim", String(12), nullable=False),  # own_words, close, summary
    Column("language", String(16), nullable=False),
    Column("quote_ok", Boolean, nullable=False),
    Column(
        "burst", BigInteger
    ),  # random id shared by one place and hour, dropped after 7 days: a flood can be set aside
    Column("batch_id", BigInteger),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    _space_key("voice_id"),
    UniqueConstraint("space_id", "form_id"),
    Index(None, "receipt_hash"),  # a receipt is typed without saying which space
    Index(None, "space_id", "batch_id"),
)

answer = Table(
    "answer",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("voice_id", BigInteger, nullable=False),
    Column("question", String(24), nullable=False),
    Column("code", String(24), nullable=False),
    Column("rank", Integer, nullable=False, server_default="0"),
    _space_key("voice_id", "question", "code"),
    Index(None, "space_id", "question", "code"),
)

comment = Table(
    "comment",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    Column("voice_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("question", String(24), nullable=False),
    Column("state", String(10), nullable=False),  # protect/usable.py: State
    Column("concern", String(8), nullable=False),  # none, concern, urgent: what orders the reading queue
    Column(
        "looked", Boolean, nullable=False, server_default=text("false")
    ),  # has the worker looked closely yet?
    Column(
        "looked_at", Boolean, nullable=False, server_default=text("true")
    ),  # false: a language the finder wasn't measured on
    Column("quote_ok", Boolean, nullable=False),
    Column(
        "second_read", Boolean, nullable=False, server_default=text("false")
    ),  # a second reader, for words that leave the team
    Column("read_by", BigInteger),
    Column("read_week", String(8)),
    Column("version", Integer, nullable=False, server_default="1"),
    _space_key("comment_id"),
    Index(None, "space_id", "round_id", "state"),
    Index(None, "space_id", "voice_id"),
)

words = Table(
    "words",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    Column("sealed", LargeBinary),  # unread or held: opened only through protect/seal.py
    Column("masked", Text),  # released: the only form any other room ever sees
    _space_key("comment_id"),
)

visit = Table(
    "visit",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("visit_id", BigInteger, nullable=False),
    Column("place", String(24), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(12), nullable=False),  # walk_in, booked: a tally, never a person
    Column("number", Integer, nullable=False),
    _space_key("visit_id"),
    UniqueConstraint("space_id", "place", "day", "kind"),
)

batch = Table(
    "batch",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("batch_id", BigInteger, nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("week", String(8), nullable=False),
    Column("read_by", String(120)),
    Column("report", JSON, nullable=False),
    Column("undone", Boolean, nullable=False, server_default=text("false")),
    _space_key("batch_id"),
)

# ── 2. protect ───────────────────────────────────────────────────────────────

hold = Table(
    "hold",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("hold_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger),  # null for a "find me" with no words
    Column("voice_id", BigInteger, nullable=False),
    Column("concern", String(8), nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("why", LargeBinary),  # sealed: reasons point at words
    Column("reach", LargeBinary),  # sealed: how a young person chose to be reached
    Column("state", String(10), nullable=False),  # open, closed
    Column("week", String(8), nullable=False),
    Column("deadline", Moment()),  # only while open
    Column("escalated", Boolean, nullable=False, server_default=text("false")),
    Column("kept_from", JSON, nullable=False, server_default="[]"),  # ids of the leads whom it names
    Column("raised_by", String(12), nullable=False),  # rules, model, person, writer, drill
    Column("drill", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default="1"),
    _space_key("hold_id"),
    Index(None, "space_id", "state"),
    Index(None, "space_id", "comment_id"),
    Index(None, "space_id", "voice_id"),
)

hold_step = Table(
    "hold_step",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("step_id", BigInteger, nullable=False),
    Column("hold_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3… within its hold
    Column("person_id", BigInteger, nullable=False),
    Column("step", String(16), nullable=False),  # protect/hold/nouns.py: Did
    Column("at", Moment(), nullable=False),
    Column("outcome", String(200)),
    Column("note", LargeBinary),  # sealed
    Column("reference", LargeBinary),  # sealed: the number in the site's own system
    Column("done_at", Moment()),  # when it was done, as the lead says
    _space_key("step_id"),
    Index(None, "space_id", "hold_id"),
)

reread = Table(
    "reread",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    Column("week", String(8), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("found", String(8), nullable=False),  # protect/reading/reread.py: Found
    _space_key("comment_id"),
)

# ── 3. theme ─────────────────────────────────────────────────────────────────

codeframe = Table(
    "codeframe",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("suggested_week", String(8)),
    Column("notice", Text),  # how the last suggestion was made, in words
    _space_key("round_id"),
)

theme = Table(
    "theme",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("theme_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", String(200), nullable=False),
    Column("words", JSON, nullable=False),  # phrases from released words only
    Column("question", Text),
    Column("touchpoint", String(40)),
    Column("status", String(10), nullable=False),  # suggested, accepted, retired
    Column("merged_into", BigInteger),
    Column("made_by", BigInteger),  # null for the machine
    Column("version", Integer, nullable=False, server_default="1"),
    _space_key("theme_id"),
    Index(None, "space_id", "round_id"),
)

placing = Table(
    "placing",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    Column("theme_id", BigInteger, nullable=False),
    Column("decided_by", BigInteger),  # null: a machine's suggestion; else the person who settled it
    Column("score", Float),
    Column("novelty", Float),
    _space_key("comment_id", "theme_id"),
    Index(None, "space_id", "theme_id"),
    Index(None, "space_id", "score"),
    Index(None, "space_id", "novelty"),
)

vector = Table(
    "vector",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    Column("encoder", String(24), nullable=False),
    Column(
        "numbers", LargeBinary, nullable=False
    ),  # float16, sealed; counts as words in withdrawal, purge, backup, export
    _space_key("comment_id"),
)

board_step = Table(
    "board_step",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("step_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),  # the codeframe version this step made
    Column("person_id", BigInteger),
    Column("what", String(24), nullable=False),
    Column("said", Text, nullable=False),  # a sentence for the history, no comment's words
    Column("undo", JSON, nullable=False),  # rows as they stood before
    Column("undone", Boolean, nullable=False, server_default=text("false")),
    _space_key("step_id"),
    UniqueConstraint("space_id", "round_id", "number"),
)

# ── 4. talk ──────────────────────────────────────────────────────────────────

prompt = Table(
    "prompt",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("prompt_id", BigInteger, nullable=False),
    Column("theme_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),  # draft, opened, needs_review, closed
    Column("pattern", String(4), nullable=False),
    Column("body", JSON, nullable=False),  # talk.prompts.Prompt as printed
    Column("version", Integer, nullable=False, server_default="1"),
    Column("edited_by", BigInteger),
    Column("meeting_on", Date),
    _space_key("prompt_id"),
    Index(None, "space_id", "theme_id"),
)

prompt_quote = Table(
    "prompt_quote",  # which comments a prompt quotes: withdrawal finds and clears them
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("prompt_id", BigInteger, nullable=False),
    Column("comment_id", BigInteger, nullable=False),
    _space_key("prompt_id", "comment_id"),
    Index(None, "space_id", "comment_id"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("conversation_id", BigInteger, nullable=False),
    Column("prompt_id", BigInteger, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("body", JSON, nullable=False),  # talk.conversation.Conversation
    _space_key("conversation_id"),
    Index(None, "space_id", "prompt_id"),
)

try_ = Table(
    "try",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("try_id", BigInteger, nullable=False),
    Column("conversation_id", BigInteger, nullable=False),
    Column("body", JSON, nullable=False),  # talk.tries.Try
    Column("result", String(10)),  # kept, changed, stopped
    _space_key("try_id"),
    Index(None, "space_id", "conversation_id"),
)

# ── 5. tell ──────────────────────────────────────────────────────────────────

tell_back = Table(
    "tell_back",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("tell_back_id", BigInteger, nullable=False),
    Column("theme_id", BigInteger, nullable=False),
    Column("round_id", BigInteger, nullable=False),
    Column("prompt_id", BigInteger),
    Column("stage", String(12), nullable=False),  # heard, talked, trying, changed, stopped, not_that_way
    Column("on_day", Date, nullable=False),
    Column("body", JSON, nullable=False),  # tell.tell_backs.TellBack: three wordings, who, quote, reason
    Column("published", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default="1"),
    _space_key("tell_back_id"),
    Index(None, "space_id", "theme_id"),
)

heard_right = Table(
    "heard_right",  # "did we hear you right?" one tap, counted, never joined to a voice
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("tell_back_id", BigInteger, nullable=False),
    Column("reply", String(12), nullable=False),  # yes, not_quite, missed
    Column("number", Integer, nullable=False),
    _space_key("tell_back_id", "reply"),
)

# ── people: staff only, young people have none of these ──────────────────────

person = Table(
    "person",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("email", String(200), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("password", String(200)),  # argon2id
    Column("totp", LargeBinary),  # sealed
    Column("totp_step", BigInteger),  # the last step used: a code works once
    Column("recovery", JSON),  # keyed hashes of unused spare codes
    Column("demo", Boolean, nullable=False, server_default=text("false")),
    Column("stopped", Boolean, nullable=False, server_default=text("false")),
)

hat = Table(
    "hat",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("hat", String(10), nullable=False),  # reader, designer, lead, staff, admin
    Column("deputy", Boolean, nullable=False, server_default=text("false")),
    Column("outside", Boolean, nullable=False, server_default=text("false")),  # sees only holds sent round
    Column("away_until", Date),  # a lead on leave
    Column("waits", Boolean, nullable=False, server_default=text("false")),  # for another lead's yes
    _space_key("person_id", "hat"),
    Index(None, "person_id"),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("face", String(8), nullable=False),
    Column("begun", Moment(), nullable=False),
    Column("seen", Moment(), nullable=False),
    Index(None, "person_id"),
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("space_id", BigInteger, nullable=False),
    Column("email", String(200), nullable=False),
    Column("hats", String(60), nullable=False),  # with spaces between
    Column("deputy", Boolean, nullable=False, server_default=text("false")),
    Column("outside", Boolean, nullable=False, server_default=text("false")),
    Column("made_by", BigInteger),  # null: on the command line
    Column("afresh", Boolean, nullable=False, server_default=text("false")),  # a known person starts again
    Column("until", Moment(), nullable=False),
    Column("used", Boolean, nullable=False, server_default=text("false")),
)

device = Table(
    "device",
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("device_id", BigInteger, nullable=False),
    Column("name", String(80), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("revoked", Boolean, nullable=False, server_default=text("false")),
    Column("made_week", String(8), nullable=False),
    _space_key("device_id"),
)

audit = Table(
    "audit",  # triggers refuse UPDATE and DELETE (migration 0003); rebuilding this table on SQLite would lose them
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("space_id", BigInteger),
    Column("at", Moment(), nullable=False),
    Column("who", String(120), nullable=False),
    Column("did", String(40), nullable=False),
    Column("what", String(200), nullable=False),  # names the hold, never the comment, never words
    Column("chain", LargeBinary(32), nullable=False),
)

# ── the house's own ──────────────────────────────────────────────────────────

job = Table(
    "job",
    metadata,
    Column("job_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(24), nullable=False),
    Column("space_id", BigInteger, nullable=False),
    Column("about", BigInteger),  # the voice, round or person it is about
    Column("details", JSON),
    Column("due", Moment(), nullable=False),
    Column("lease_until", Moment()),
    Column("tries", Integer, nullable=False, server_default="0"),
    Index(None, "due"),
)

kept_key = Table(
    "kept_key",  # keys that outlive a change of the root secret, sealed under the newest: see store/keys/kept.py
    metadata,
    Column("use", String(24), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

progress = Table(
    "progress",  # what long work has done so far, for the screen; one row a space and kind
    metadata,
    Column("space_id", BigInteger, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("said", Text, nullable=False),
    _space_key("kind"),
)
