"""The sheets of the workbook and their columns, each with its meaning: the data dictionary is made from these."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means, how wide it is (letters), and what its cells hold: text, a day or a number."""

    name: str
    says: str
    width: int = 16
    holds: str = "text"


def _day(name: str, says: str) -> Column:
    return Column(name, says, 12, "day")


def _number(name: str, says: str) -> Column:
    return Column(name, says, 10, "number")


CASE = Column("Case", "The case reference", 22)

CASES = (
    CASE,
    Column("Status", "flagged, cannot say, consistent or not rated: what is said of the case as a whole", 14),
    Column("Strength", "strong or possible: that of the strongest flag", 10),
    _number("Points", "Of the flag that has the most. Expert judgement, not measured chances"),
    _number("Ratings flagged", "How many of the nine ratings the evidence on record points above"),
    Column("Headline", "What is said of the case, in a sentence or two", 60),
    Column("Assessment", "The assessment whose ratings were checked", 34),
    _day("As at", "The day from which the record was looked at"),
    _number("Findings", "How many rules found something, on the sheet Findings"),
    _number("Checks that lacked input", "How many checks lacked some or all of their input; missing is not absent"),
    Column("Synthetic", "yes where the case was made up to test riskcheck", 10),
    Column("Learned check", "What the learned check says of the case, apart from the flags", 40),
    Column("Source", "The file that the record was read from", 40),
)
RATINGS = (
    CASE,
    Column("Risk to", "The harm group", 16),
    Column("Where", "In the community, or in custody", 16),
    Column("Rated", "The level on record", 12),
    Column("Status", "What the evidence says about this rating", 14),
    Column("Points to", "The level that the evidence on record points to", 12),
    Column("Strength", "strong or possible", 10),
    _number("Points", "The points of the flag. Expert judgement, not measured chances"),
    _number("Incidents", "On how many different incidents the flag rests"),
    Column("Why", "Why the rating has this status", 70),
)
FINDINGS = (
    CASE,
    Column("Key", "The finding's key: it stays the same for as long as the evidence does", 19),
    Column("Rule", "The rule's code", 9),
    Column("Found", "What the rule looks for", 50),
    Column("Kind", "evidence, together, conflict, gap, or against (what points the other way)", 12),
    Column("Strands", "Of the four strands, those that it is about", 26),
    Column("Groups", "The harm groups that its evidence is about", 26),
    Column("Question", "The inspection question that it bears on", 10),
    _number("Weight", "The rule's weight, 1 to 5"),
    Column("In a flag", "yes where a flag counts it", 10),
    _number("Records", "How many pieces of evidence it rests on, on the sheet Evidence"),
    Column("Decision", "A reviewer's decision on it. It hides nothing", 18),
)
EVIDENCE = (
    CASE,
    Column("Key", "The key of the finding that rests on it", 19),
    Column("Rule", "The rule's code", 9),
    _day("On", "The day it happened"),
    _day("Known on", "The day it came on record with any agency"),
    _day(
        "Probation knew on",
        "The day it reached probation; empty where it had not by the day of the check, or where nobody says",
    ),
    Column("Known to", "Each agency that knew, and from when", 40),
    Column("What", "What it is, in one line", 60),
    Column("In words", "What the record says, where it says it in words", 60),
    Column("Source", "The system that it was read from", 22),
    Column("Place", "A JSON pointer into the case record", 30),
    Column("After the assessment", "yes where it came on record after the assessment was completed", 12),
    Column("Addressed", "yes where the assessment addresses it with reasons", 12),
)
DECISIONS = (
    CASE,
    Column("Key", "The key of the finding that was decided on", 19),
    Column("Rule", "The rule's code", 9),
    Column("State", "agreed, disagreed (the rule is wrong here), already addressed, cannot tell or out of scope", 18),
    Column("Reviewer", "The reviewer's reference", 14),
    _day("On", "The day of the decision"),
    Column("Reason", "The reason given", 60),
    _day("Until", "The last day on which it applies, where it has one"),
    Column("Expired", "yes where that day has passed", 10),
)
AGREEMENT = (
    Column("What", "What was decided on or scored", 30),
    Column("Between", "Whose answers were compared", 30),
    _number("Cases", "How many cases both answered"),
    Column("Measure", "The statistic", 24),
    Column("Value", "Its value", 12, "real"),
    Column("From", "The lower end of its 95% interval", 12, "real"),
    Column("To", "The upper end of its 95% interval", 12, "real"),
    Column("Note", "What has to be known to read it", 60),
)
ERRORS = (
    Column("Source", "The file that could not be read, or that the record is in", 40),
    _number("Line", "The line of the file"),
    CASE,
    Column("Place", "A JSON pointer into the record", 30),
    Column("What to put right", "Why the record was not checked. Nothing is concluded about it", 80),
)
DICTIONARY = (
    Column("Sheet", "The sheet", 16),
    Column("Column", "The column", 26),
    Column("What it means", "Its meaning", 100),
)
SHEETS = {
    "Cases": CASES,
    "Ratings": RATINGS,
    "Findings": FINDINGS,
    "Evidence": EVIDENCE,
    "Decisions": DECISIONS,
    "Agreement": AGREEMENT,
    "Not read": ERRORS,
    "Data dictionary": DICTIONARY,
}
