"""What a database raises when it cannot work now: unreachable, restarting, full, read-only, busy."""

from __future__ import annotations

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

OUTAGES: tuple[type[Exception], ...] = (OperationalError, InternalError, InterfaceError, PoolExhausted)
"""Nothing was stored; the same request may succeed later. Pages and the API answer 503."""
