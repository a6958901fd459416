"""When this browser was here before: kept on the server, by the random session of its cookie."""

from __future__ import annotations

from datetime import datetime, timedelta

from starlette.requests import Request

from communique.web.jobs import Jobs
from communique.web.security import visitor_of


def last_visit(request: Request) -> str | None:
    """The time at which the visit before this one ended; None at the first visit. Noting it is part of asking."""
    visitor = visitor_of(request)
    if visitor.fresh:
        return None
    jobs: Jobs = request.app.state.jobs
    minutes: int = request.app.state.options.visit_minutes

    def pause(seen: str, now: str) -> bool:
        return _time(now) - _time(seen) > timedelta(minutes=minutes)

    return jobs.store.visit(visitor.session, request.app.state.clock(), pause)


def _time(value: str) -> datetime:
    return datetime.fromisoformat(value)
