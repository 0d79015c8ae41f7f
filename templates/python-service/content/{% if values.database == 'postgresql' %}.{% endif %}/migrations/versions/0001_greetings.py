"""How often each name has been greeted."""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        create table greetings (
            name text primary key,
            times integer not null,
            greeted_at timestamptz not null
        )
        """
    )


def downgrade() -> None:
    op.execute("drop table greetings")
