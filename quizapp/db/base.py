"""The declarative base, the column types that both databases share, and the ids we mint."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import uuid_utils
from sqlalchemy import JSON, BigInteger, Dialect, Integer, LargeBinary, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.date().toordinal()
MICROSECOND = timedelta(microseconds=1)
RANDOM_BITS = 22
TIME_BITS = 63 - RANDOM_BITS

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can find it again on either database."""


class Base(DeclarativeBase):
    """What every model derives from; it may be handed to a web framework as its model class."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 (read once by SQLAlchemy)


def day_of(stored: int) -> date:
    """The calendar day of a number of days since 1970."""
    return date.fromordinal(stored + EPOCH_DAY)


def instant_of(stored: int) -> datetime:
    """The moment of a number of microseconds since 1970 UTC."""
    return EPOCH + stored * MICROSECOND


class Day(TypeDecorator[date]):
    """A calendar day, stored as the number of days since 1970: small, and in order in an index."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else value.toordinal() - EPOCH_DAY

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> date | None:
        """From the database."""
        return None if value is None else day_of(value)


class Instant(TypeDecorator[datetime]):
    """A moment, stored as microseconds since 1970 UTC: exact and the same on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """To the database. Raises ValueError for a time without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else instant_of(value)


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, 16 bytes on SQLite."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type on this database."""
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """To the database."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> UUID | None:
        """From the database."""
        return value if value is None or isinstance(value, UUID) else UUID(bytes=value)


BigId = BigInteger().with_variant(Integer, "sqlite")
"""A generated key: SQLite numbers rows by itself only where the type is INTEGER."""


def learner_owned(*others: Any) -> tuple[Any, ...]:
    """Table arguments of what a learner owns: rows lie in key order, learner first."""
    return (*others, {"sqlite_with_rowid": False})


def mint_learner_id(now: datetime) -> int:
    """A new learner's id: 63 bits, milliseconds first, so that ids of any server follow time.

    From 1970 to 2039, that is, and then for as long again from the lowest ids on.
    """
    milliseconds = (now - EPOCH) // timedelta(milliseconds=1) % (1 << TIME_BITS)
    return milliseconds << RANDOM_BITS | secrets.randbits(RANDOM_BITS)


def mint_id() -> UUID:
    """A new UUIDv7, in the order of time."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
