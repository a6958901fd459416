"""What a statement does: its speech act and stance, from its cue and its content."""

from communique.read.acts.act import ActContext, act_of, leaning_of
from communique.read.acts.scores import WordScores
from communique.read.acts.stance import stance_of

__all__ = ["ActContext", "WordScores", "act_of", "leaning_of", "stance_of"]
