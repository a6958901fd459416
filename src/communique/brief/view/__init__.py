"""Record -> plain dictionaries: everything the page shows, decided before any markup is written."""

from communique.brief.view.page import page

__all__ = ["page"]
