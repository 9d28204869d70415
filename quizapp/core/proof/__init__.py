"""An independent check of questions: is the key right, and is nothing else offered right too?

Nothing here shares code with the making of questions. It knows the facts, the calendar and how names
fold, and looks at every question as a stranger would.
"""

from quizapp.core.proof.checks import Proof
from quizapp.core.proof.flaws import Flaw, Grader
from quizapp.core.proof.pairs import contradictions

__all__ = ["Flaw", "Grader", "Proof", "contradictions"]
