"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("voice_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("rank", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("space_id", "voice_id", "question", "code"),
    )
    op.create_index(
        op.f("ix_answer_space_id_question_code"), "answer", ["space_id", "question", "code"], unique=False
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("space_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("did", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "batch",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("read_by", sa.String(length=120), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "batch_id"),
    )
    op.create_table(
        "board_step",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "step_id"),
        sa.UniqueConstraint(
            "space_id", "round_id", "number", name=op.f("uq_board_step_space_id_round_id_number")
        ),
    )
    op.create_table(
        "codeframe",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("suggested_week", sa.String(length=8), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "round_id"),
    )
    op.create_table(
        "comment",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("voice_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("concern", sa.String(length=8), nullable=False),
        sa.Column("looked", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("looked_at", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("quote_ok", sa.Boolean(), nullable=False),
        sa.Column("second_read", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("read_by", sa.BigInteger(), nullable=True),
        sa.Column("read_week", sa.String(length=8), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("space_id", "comment_id"),
    )
    op.create_index(
        op.f("ix_comment_space_id_round_id_state"), "comment", ["space_id", "round_id", "state"], unique=False
    )
    op.create_index(op.f("ix_comment_space_id_voice_id"), "comment", ["space_id", "voice_id"], unique=False)
    op.create_table(
        "conversation",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "conversation_id"),
    )
    op.create_index(
        op.f("ix_conversation_space_id_prompt_id"), "conversation", ["space_id", "prompt_id"], unique=False
    )
    op.create_table(
        "device",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("revoked", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("made_week", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "device_id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    op.create_table(
        "hat",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("hat", sa.String(length=10), nullable=False),
        sa.Column("deputy", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "person_id", "hat"),
    )
    op.create_index(op.f("ix_hat_person_id"), "hat", ["person_id"], unique=False)
    op.create_table(
        "heard_right",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("tell_back_id", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "tell_back_id", "reply"),
    )
    op.create_table(
        "hold",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=True),
        sa.Column("voice_id", sa.BigInteger(), nullable=False),
        sa.Column("concern", sa.String(length=8), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("reach", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("names_lead", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("raised_by", sa.String(length=12), nullable=False),
        sa.Column("drill", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("space_id", "hold_id"),
    )
    op.create_index(op.f("ix_hold_space_id_comment_id"), "hold", ["space_id", "comment_id"], unique=False)
    op.create_index(op.f("ix_hold_space_id_state"), "hold", ["space_id", "state"], unique=False)
    op.create_index(op.f("ix_hold_space_id_voice_id"), "hold", ["space_id", "voice_id"], unique=False)
    op.create_table(
        "hold_step",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "step_id"),
    )
    op.create_index(op.f("ix_hold_step_space_id_hold_id"), "hold_step", ["space_id", "hold_id"], unique=False)
    op.create_table(
        "invite",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("hat", sa.String(length=10), nullable=False),
        sa.Column("deputy", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "job",
        sa.Column("job_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("job_id"),
    )
    op.create_index(op.f("ix_job_due"), "job", ["due"], unique=False)
    op.create_table(
        "person",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("recovery", sa.JSON(), nullable=True),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("stopped", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "placing",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("novelty", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "comment_id", "theme_id"),
    )
    op.create_index(op.f("ix_placing_space_id_novelty"), "placing", ["space_id", "novelty"], unique=False)
    op.create_index(op.f("ix_placing_space_id_score"), "placing", ["space_id", "score"], unique=False)
    op.create_index(op.f("ix_placing_space_id_theme_id"), "placing", ["space_id", "theme_id"], unique=False)
    op.create_table(
        "progress",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "kind"),
    )
    op.create_table(
        "prompt",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("pattern", sa.String(length=4), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("edited_by", sa.BigInteger(), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "prompt_id"),
    )
    op.create_index(op.f("ix_prompt_space_id_theme_id"), "prompt", ["space_id", "theme_id"], unique=False)
    op.create_table(
        "prompt_quote",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "prompt_id", "comment_id"),
    )
    op.create_index(
        op.f("ix_prompt_quote_space_id_comment_id"), "prompt_quote", ["space_id", "comment_id"], unique=False
    )
    op.create_table(
        "round",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("reading_pledged", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "round_id"),
        sa.UniqueConstraint("space_id", "number", name=op.f("uq_round_space_id_number")),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("face", sa.String(length=8), nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_session_person_id"), "session", ["person_id"], unique=False)
    op.create_table(
        "space",
        sa.Column("space_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("private", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("made_week", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("space_id"),
        sa.UniqueConstraint("slug", name=op.f("uq_space_slug")),
    )
    op.create_table(
        "tell_back",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("tell_back_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("published", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("space_id", "tell_back_id"),
    )
    op.create_index(
        op.f("ix_tell_back_space_id_theme_id"), "tell_back", ["space_id", "theme_id"], unique=False
    )
    op.create_table(
        "theme",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("theme_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("touchpoint", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("space_id", "theme_id"),
    )
    op.create_index(op.f("ix_theme_space_id_round_id"), "theme", ["space_id", "round_id"], unique=False)
    op.create_table(
        "try",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("try_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "try_id"),
    )
    op.create_index(
        op.f("ix_try_space_id_conversation_id"), "try", ["space_id", "conversation_id"], unique=False
    )
    op.create_table(
        "vector",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("encoder", sa.String(length=24), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "comment_id"),
    )
    op.create_table(
        "visit",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "visit_id"),
        sa.UniqueConstraint(
            "space_id", "place", "day", "kind", name=op.f("uq_visit_space_id_place_day_kind")
        ),
    )
    op.create_table(
        "voice",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("voice_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("form_id", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("receipt_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("band", sa.String(length=8), nullable=True),
        sa.Column("route", sa.String(length=8), nullable=False),
        sa.Column("recorded_by_role", sa.String(length=40), nullable=True),
        sa.Column("verbatim", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("quote_ok", sa.Boolean(), nullable=False),
        sa.Column("burst", sa.BigInteger(), nullable=True),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("space_id", "voice_id"),
        sa.UniqueConstraint("space_id", "form_id", name=op.f("uq_voice_space_id_form_id")),
    )
    op.create_index(op.f("ix_voice_receipt_hash"), "voice", ["receipt_hash"], unique=False)
    op.create_index(op.f("ix_voice_space_id_batch_id"), "voice", ["space_id", "batch_id"], unique=False)
    op.create_table(
        "words",
        sa.Column("space_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("masked", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("space_id", "comment_id"),
    )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup instead: going back would lose what people said.")
