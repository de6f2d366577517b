"""Finding mentions in free text: weapons, custody violence, orders, domestic abuse, triggers, and stated levels of risk.

A mention carries its span, its words and its sentence, and says whether it counts as the person's own or why it does not.
Words and cues are policy data (``riskcheck/policy/lexicon_*.toml``). The matcher is loaded only when a text has a word that
could matter.

The way through, in the order in which to read it:

========================  ======================================================================================
``find``                  from a text to its mentions
``lexicon, matching``     lexicons as data, and their phrases in a text
``sentence``              one sentence among its neighbours: what it speaks of
``kept``                  which phrases are mentions; ``used``, ``circumstances``, ``levels`` and ``stated``
``clauses``               where a clause begins, and what can be a verb
``context, stops``        negation, denial, hearsay, history and hypothesis: cues, and what ends their reach
``people``                who is in a sentence; ``person``, ``calling``, ``parts``, ``referring``
``whose, scene``          whose a mention is; ``doing`` for acts, ``holding`` for weapons, ``protecting`` for orders
``belonging, telling``    what the kind of mention and the speech about it change
``seeing``                each mention, put together
``weapons``               the one that a rule asks: a weapon that only words tell of
``measure``               how right the finder is on labelled sentences
========================  ======================================================================================
"""

from riskcheck.text.mention import Because, Category, Mention, Whose

__all__ = ["Because", "Category", "Mention", "Whose"]
