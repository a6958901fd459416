"""The labels of the benchmark; README.md defines them, the names follow the project's public interface."""

KINDS = {"N": "named", "U": "unnamed", "O": "organization", "D": "document", "M": "media", "?": "unknown"}
FORMS = {"d": "direct", "m": "mixed", "i": "indirect", "c": "citation"}
BETWEEN = ("reports", "parties", "within one report")
CONFLICTS = (
    "date", "number", "place", "participant", "whether-happened", "who", "agreed-or-not",
    "condition", "wording", "characterisation", "emphasis", "other",
)  # fmt: skip
STRENGTHS = ("hard", "hard on framing", "medium", "surface", "internal")
STANCES = ("supports", "opposes", "conditional", "neutral", "unclear")
FORWARD = ("commitment", "demand", "condition", "offer", "prediction", "plan", "warning", "refusal")
OUTCOMES = ("open", "kept", "broken", "superseded", "overdue", "unclear")
EVENT_STATUS = ("happened", "planned", "hypothetical", "cancelled", "denied", "unknown")
EVENT_KINDS = (
    "MEETING", "VISIT", "PHONE_CALL", "SUMMIT", "STATEMENT", "PRESS_CONFERENCE", "SANCTION", "AGREEMENT",
    "CANCELLATION", "ATTACK", "CAPTURE", "RELEASE", "WITHDRAWAL", "ELECTION", "OTHER",
)  # fmt: skip
CHECKS = ("verbatim", "trimmed", "altered", "invented")
RELATIONS = ("verbatim", "trimmed", "altered", "paraphrased", "translated", "echo", "look-alike", "other utterance")
INDEPENDENCE = ("text", "source")
GENRES = ("news", "analysis", "opinion", "release", "transcript")
