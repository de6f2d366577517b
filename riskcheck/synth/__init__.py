"""Synthetic case records with known answers.

The process, in the order in which it runs. Each step has its own module and its own stream of chance.

1. ``plan``: the level on record, and whether it is right, are drawn first, at shares that are parameters. Then people,
   circumstances and days are drawn until one fits.
2. ``person`` and ``schedule``: somebody has propensities (towards strangers, partners, staff, prisoners and children; to
   carry a weapon; how grave it is when it happens) and lives in circumstances that come and go: active or settled, drink,
   drugs, housing, a relationship that ends, money, associates. Nobody sees the propensities.
3. ``truth``: for each group in each setting, how many serious harms are to be expected in a year, as things are and after
   a plausible change for the worse. The level follows by the words of the definitions: high, if it could happen as things
   are; medium, if it would take a change; low, if not even then; very high, if it is more likely than not and something
   acute is present. No rule, weight or look-back of riskcheck is used: this package imports none of them.
4. ``life``: acts at those rates, day by day; what came of them in court and at hearings; the orders that were made. A life
   that would be a surprise at the rates of the day is drawn again; so is, where parameters ask for it, one that a ``reader``
   of the whole of it would misread.
5. ``conduct``, ``supervision``, ``registers``: what of it was written down, by whom, when, and who was told; in a field or
   only in words; once or more often. ``gaps``: which sections were supplied in part, or not at all.
6. ``assessor`` and ``assessments``: what the assessor had in view, what they wrote, and the level they gave. An assessor
   goes wrong by not seeing, not believing or not saying something, and each way has a name.
7. ``answers``: the truth, the error, the family and the pair, as labels of the record, which no view has.

``families`` are rightly rated mediums that look worse than they are. ``pairs`` makes counterparts with one fact changed.
"""

from riskcheck.synth.answers import Answer, answer
from riskcheck.synth.cases import case, cases
from riskcheck.synth.parameters import Parameters, parameters

__all__ = ["Answer", "Parameters", "answer", "case", "cases", "parameters"]
