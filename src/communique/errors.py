"""The whole tree of errors. Every message names the value that is wrong and the way out.

CommuniqueError
├── InputError            one input cannot be used; the run goes on without it
│   ├── UndecodableError  bytes that are no text
│   ├── TooLongError      over --max-chars
│   └── LanguageError     written in a language that is not read
├── UsageError            the caller asked for something that does not exist (exit code 2)
├── WorkspaceError        a workspace cannot be used: none there, in use, damaged, read-only, of a newer version
│   └── BusyError         another process is changing it; the same command works a moment later
├── EvidenceError         a span does not cut the words it claims: a defect of ours, never shown as a result
└── ModelError            a model file is missing, damaged or of another version
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Root of everything this package raises on purpose."""


class InputError(CommuniqueError):
    """One input cannot be used; it is reported and the rest of the run goes on."""


class UndecodableError(InputError):
    """The bytes are not text in any encoding that could be detected."""


class TooLongError(InputError):
    """The text is longer than the limit."""


class LanguageError(InputError):
    """The text is in a language that is not read."""


class UsageError(CommuniqueError):
    """The caller named a path, task, format or option value that does not exist."""


class WorkspaceError(CommuniqueError):
    """A workspace cannot be used as it is: none there, in use by another process, damaged, read-only, or too new."""


class BusyError(WorkspaceError):
    """Another process (or job) is changing the workspace; nothing is wrong, and the same call works when it is done."""


class EvidenceError(CommuniqueError):
    """A span does not cut the words it claims out of its article."""


class ModelError(CommuniqueError):
    """A model file is missing, damaged, or of a version this release does not read."""
