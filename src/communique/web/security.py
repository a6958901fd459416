"""What every request passes first and every answer carries: host, token, size, session, headers.

The server holds people's unpublished files, so a page of another site must not be able to read it (DNS rebinding: the
Host header is checked), to write to it (CSRF: a token in every form and API write, and the Origin header), to frame it
or to run script in it (a policy without inline script or style).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.errors import UsageError
from communique.options import WebOptions

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": with it browsers send "Origin: null" with our own forms, and Origin could not be checked
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SESSION = re.compile(r"[0-9a-f]{32}")
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a random session of this browser, its CSRF token, and whether a bearer token came with the request."""

    session: str
    csrf: str
    bearer: bool
    fresh: bool


def is_loopback(host: str) -> bool:
    """Whether an address to bind to is only reachable from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked(options: WebOptions) -> WebOptions:
    """`options`, or UsageError when they would open the workspace to others without a token."""
    if not is_loopback(options.host) and not options.token:
        raise UsageError(
            f"--host {options.host} lets other machines in; give them a token with --token, or leave it out"
        )
    if options.token is not None and len(options.token) < 16:
        raise UsageError("--token is shorter than 16 characters; leave its value to `communique serve --token auto`")
    return options


class Guard:
    """Pure ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, options: WebOptions, secret: bytes) -> None:
        self.app, self.options, self.secret = app, checked(options), secret
        self.cookie = f"communique_{options.port}"  # cookies know no ports: two servers must not share one
        self.hosts = _allowed(options)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on; the answer gets its headers either way."""
        if scope["type"] != "http":  # no websocket is served
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        visitor = self._visitor(headers, cookies)
        scope["visitor"] = visitor
        refused = self._refused(scope, headers, cookies, visitor)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(MutableHeaders(scope=message), visitor)
            await send(message)

        if refused is not None:
            await refused(scope, receive, send_with_headers)
            return
        limit = self.options.max_upload if scope["path"] in ("/upload", "/api/jobs") else self.options.max_body
        await self.app(scope, _limited(receive, limit), send_with_headers)

    def _visitor(self, headers: Headers, cookies: dict[str, str]) -> Visitor:
        session = cookies.get(self.cookie, "")
        fresh = _SESSION.fullmatch(session) is None
        if fresh:
            session = secrets.token_hex(16)
        sign = hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()
        scheme, _, value = headers.get("authorization", "").partition(" ")
        bearer = bool(self.options.token) and scheme.lower() == "bearer" and _same(value.strip(), self.options.token)
        return Visitor(session, sign, bearer, fresh)

    def _refused(self, scope: Scope, headers: Headers, cookies: dict[str, str], visitor: Visitor) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not _known(_name_of(hosts[0]), self.hosts):
            return _answer(scope, 421, "This server does not answer to that host name.")
        if (
            self.options.token
            and not visitor.bearer
            and not _same(cookies.get(f"{self.cookie}_token"), self.options.token)
        ):
            return self._let_in(scope)
        if scope["method"] not in SAFE_METHODS:
            if not _own_origin(headers):
                return _answer(scope, 403, "This request came from another site and was not carried out.")
            if _is_api(scope) and not visitor.bearer and not _same(headers.get("x-csrf-token"), visitor.csrf):
                return _answer(scope, 403, "X-CSRF-Token is missing or wrong; GET /api/session gives it.")
        return None

    def _let_in(self, scope: Scope) -> Response:
        """Trade a right `?token=` for a cookie; anything else is refused."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for key, value in query if key == "token"), None)
        if scope["method"] != "GET" or not _same(given, self.options.token):
            return _answer(
                scope, 401, "This workspace asks for its token: open the address that `communique serve` printed."
            )
        rest = urlencode([(k, v) for k, v in query if k != "token"])
        path = "/" + quote(scope["path"].lstrip("/\\"))  # one slash: "//host" would be another site
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        answer.set_cookie(
            f"{self.cookie}_token", str(self.options.token), max_age=_YEAR, httponly=True, samesite="lax", path="/"
        )
        return answer

    def _dress(self, headers: MutableHeaders, visitor: Visitor) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "no-store")
        if visitor.fresh:
            headers.append(
                "Set-Cookie", f"{self.cookie}={visitor.session}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=lax"
            )


def visitor_of(request: Request) -> Visitor:
    """The visitor whom the guard has let in."""
    visitor: Visitor = request.scope["visitor"]
    return visitor


def check_form(request: Request, given: object) -> None:
    """HTTPException 403 unless a form carries this visitor's CSRF token."""
    if not isinstance(given, str) or not _same(given, visitor_of(request).csrf):
        raise HTTPException(
            403, "The page was too old to be sent, and nothing was changed: go back, reload it, try again."
        )


def local_path(value: object, otherwise: str = "/") -> str:
    """`value` if it is a path of this server (to go back to), else `otherwise`: no redirect leads elsewhere."""
    if not isinstance(value, str) or len(value) > 2000 or not value.isprintable() or "\\" in value:
        return otherwise
    if not value.startswith("/") or value.startswith("//"):
        return otherwise
    try:
        parts = urlsplit(value)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else quote(value, safe="/?&=#%:;,+~!*'()@$-._")


def _allowed(options: WebOptions) -> frozenset[str]:
    names = {name.lower() for name in options.hosts}
    host = options.host.lower()
    names.add(f"[{host.strip('[]')}]" if ":" in host else host)
    if is_loopback(options.host):
        names.update(_LOOPBACK_NAMES)
    if host in ("0.0.0.0", "::"):
        names.add("*")
    return frozenset(names)


def _name_of(host: str) -> str:
    """The name in a Host header, without its port, in lower case."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.rsplit(":", 1)[0] if ":" in host else host


def _known(name: str, known: frozenset[str]) -> bool:
    if name in known:
        return True
    try:  # an address is never rebound, so a server on all interfaces answers to any of them
        return "*" in known and bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return False


def _own_origin(headers: Headers) -> bool:
    """Whether a write comes from a page of this server, or from no page at all (a script of the user's)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    # by host alone: behind a proxy that speaks TLS the page is https, and what reaches us is http
    return origin is None or re.fullmatch(r"https?://" + re.escape(headers["host"].lower()), origin.lower()) is not None


def _limited(receive: Receive, limit: int) -> Receive:
    """`receive` that stops with 413 once a body is longer than `limit`, whatever Content-Length says."""
    seen = 0

    async def receive_some() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413, f"More than {limit:,} bytes were sent; send less at a time.")
        return message

    return receive_some


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _same(given: str | None, wanted: str | None) -> bool:
    return (
        given is not None
        and wanted is not None
        and hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
    )


def _is_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == "/api" or path.startswith("/api/")


def _answer(scope: Scope, status: int, words: str) -> Response:
    if _is_api(scope):
        return JSONResponse({"error": words}, status_code=status)
    return PlainTextResponse(words + "\n", status_code=status)
