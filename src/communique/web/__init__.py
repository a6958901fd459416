"""The workspace in a browser and as a JSON API: server-rendered pages, no request to the outside, no inline script."""

from communique.web.app import create_app

__all__ = ["create_app"]
