"""Finding mentions in free text: weapons, custody violence, orders, domestic abuse, triggers, and stated levels of risk.

A mention carries its span, its words and its sentence, and says whether it counts as the person's own or why it does not.
Words and cues are policy data (``riskcheck/policy/lexicon_*.toml``). The matcher is loaded only when a text has a word that
could matter.
"""

from riskcheck.text.mention import Because, Category, Mention, Whose

__all__ = ["Because", "Category", "Mention", "Whose"]
