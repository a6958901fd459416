"""From source words to the one who speaks: names, roles, pronouns, carried-over quotations; unknown with a reason."""

from communique.read.speakers.known import Resolved
from communique.read.speakers.resolve import SpeakerResolver

__all__ = ["Resolved", "SpeakerResolver"]
