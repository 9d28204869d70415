"""The sets of a site: listing them, publishing revisions, and the generator of each revision."""

from quizapp.services.library.drafts import delete_draft, get_draft, list_drafts, save_draft
from quizapp.services.library.listing import document_of, facts_of, generator_for, get_set, list_sets
from quizapp.services.library.publishing import load_bank, publish, withdraw
from quizapp.services.library.results import Draft, Published, SetSummary, SourceLine
from quizapp.services.library.sources import Balance, IssuerLine, source_balance

__all__ = [
    "Balance",
    "Draft",
    "IssuerLine",
    "Published",
    "SetSummary",
    "SourceLine",
    "delete_draft",
    "document_of",
    "facts_of",
    "generator_for",
    "get_draft",
    "get_set",
    "list_drafts",
    "list_sets",
    "load_bank",
    "publish",
    "save_draft",
    "source_balance",
    "withdraw",
]
