"""The whole words that the bundled tokenizer knows: about 24,000 frequent words of English, lower case."""

from __future__ import annotations

import functools
import json
from importlib import resources

from communique.errors import ModelError


@functools.cache
def whole_words() -> frozenset[str]:
    """Words of letters that the tokenizer does not take apart. ModelError when its file is missing or damaged."""
    file = resources.files("communique.encoder").joinpath("models", "tokenizer.json")
    try:
        vocabulary = json.loads(file.read_text("utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("encoder/models/tokenizer.json is missing or damaged; install the package again") from error
    return frozenset(word for word in vocabulary if word.isalpha())
