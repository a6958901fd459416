"""What words mean: names, titles, states and demonyms, nouns for persons, bodies and papers. No article is read."""

from communique.lexicon.appositions import apposition_after, apposition_before, title_before
from communique.lexicon.edtf import days_apart, interval_of, overlap
from communique.lexicon.names import (
    PersonName,
    acronym_of,
    acronyms,
    compatible,
    given_gender,
    parse_name,
    romanisation_key,
    same_given,
)
from communique.lexicon.nouns import NounKind, agency_name, gender_cue, head_noun, media_name, noun_kind, singular
from communique.lexicon.spelling import name_key, plain_letters, spelling_score, strict_key
from communique.lexicon.states import State, StateMatch, state_named, state_of, states
from communique.lexicon.titles import Office, may_end_title, offices_exclude, parse_role, role_key, split_title

__all__ = [
    "NounKind",
    "Office",
    "PersonName",
    "State",
    "StateMatch",
    "acronym_of",
    "acronyms",
    "agency_name",
    "apposition_after",
    "apposition_before",
    "compatible",
    "days_apart",
    "gender_cue",
    "given_gender",
    "head_noun",
    "interval_of",
    "may_end_title",
    "media_name",
    "name_key",
    "noun_kind",
    "offices_exclude",
    "overlap",
    "parse_name",
    "parse_role",
    "plain_letters",
    "role_key",
    "romanisation_key",
    "same_given",
    "singular",
    "spelling_score",
    "split_title",
    "state_named",
    "state_of",
    "states",
    "strict_key",
    "title_before",
]
