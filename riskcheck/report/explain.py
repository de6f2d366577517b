"""One case in full, as text, in the order in which a reviewer can check it: claim, evidence, why, change, against."""

from riskcheck.report.accounts import Account, Row
from riskcheck.report.items import Item
from riskcheck.report.learned import Voice
from riskcheck.report.lines import Lines
from riskcheck.report.rows import A_PERSON_DECIDES, EXPERT_POINTS, CaseRows, OtherFinding, Shared
from riskcheck.report.wording import MARK_MEANS, sentence, visible
from riskcheck.rulebook import RuleCard
from riskcheck.terms import WORDS


def explain(case: CaseRows, lines: Lines) -> None:
    """Everything about one case."""
    lines.gap()
    lines.strong(f"{case.case_id}  {WORDS[case.status]}" + (f", {case.strength}" if case.accounts else ""))
    lines.line(case.headline, 2)
    about(case, lines)
    if case.marked:
        lines.line(MARK_MEANS, 2)
    for note in case.notes:
        lines.line(note, 2)
    if case.accounts:
        _flags(case, lines)
    _missing(case, lines)
    lines.heading("6. The learned check" if case.accounts else "The learned check")
    if case.voice is None:
        lines.quiet(case.learned, 2)
    else:
        _learned(case.voice, lines)
    _ratings(case, lines)
    _others(case, lines)
    if case.decisions:
        lines.heading("Decided by reviewers (nothing is hidden)")
        lines.bullets(list(case.decisions), 2)
    _assumed(case, lines)
    lines.heading("How to read this")
    lines.line(" ".join(filter(None, (case.base_rate, EXPERT_POINTS, A_PERSON_DECIDES))), 2)


def about(case: CaseRows, lines: Lines) -> None:
    """Which assessment, which day, which file, and what kind of record this is."""
    day = f" Checked as at {case.as_of}." if case.as_of else ""
    lines.line(f"{case.assessed}.{day} {case.source}", 2)
    if case.synthetic:
        lines.line("Synthetic: the case was made up to test riskcheck and is about nobody.", 2)
    if case.assumed:
        lines.line(case.assumed_line, 2)


def title(account: Account) -> str:
    """The strength of a group of flags, and whom they are about."""
    return f"{account.strength.capitalize()}: {account.about}"


def ways(account: Account, lines: Lines) -> None:
    """The ways in which the rating is hard to support."""
    for way in account.ways:
        about = f" About {way.about}." if way.about else ""
        evidence = f" Evidence {_numbers(way.evidence)}." if way.evidence else ""
        lines.line(f"{way.title} {way.says} ({way.rule}){about}{evidence}", 4)


def points(account: Account, lines: Lines) -> None:
    """The reasons as rows that add up, each with its evidence."""
    for row in account.rows:
        about = f" Directly about {row.direct}." if row.direct else ""
        lines.line(f"{reason(row)}{about} Evidence {_numbers(row.evidence)}.", 4, f"{row.weight:>4}  {row.rule}  ")
    lines.line(f"points, {account.resting_on}.", 4, f"{account.total:>4}  ")


def reason(row: Row) -> str:
    """What one row found, and why it counts for less than its rule's weight where it does."""
    because = f" Counts {row.weight} of {row.full_weight}: {row.because}." if row.because else ""
    return f"{row.says}{because}"


def remark(shared: Shared) -> str:
    """A remark or a change in one paragraph, with whom it is about where it is not about every flag."""
    return f"{shared.says} (About {shared.about}.)" if shared.about else shared.says


def _flags(case: CaseRows, lines: Lines) -> None:
    lines.heading("1. What does not fit")
    for account in case.accounts:
        lines.strong(title(account), 2)
        for claim in account.claims:
            lines.line(claim, 4)
        ways(account, lines)
        points(account, lines)
        lines.gap()
    lines.strong("2. The evidence")
    for item in case.items:
        _item(item, lines)
    lines.heading("3. Why together")
    for card in case.cards:
        _card(card, lines)
    lines.heading("4. What would change it")
    changes = [f"{remark(change)} Evidence {_numbers(change.evidence)}." for change in case.changes]
    lines.bullets(changes or ["No single item or small set of items would."], 2)
    lines.heading("5. What points the other way, and what is missing or not known")
    against = [_placed(shared) for shared in case.against]
    lines.strong("Points the other way", 2)
    lines.bullets(against or ["Nothing was found on record that points the other way."], 4)


def _missing(case: CaseRows, lines: Lines) -> None:
    missing = [_placed(shared) for shared in case.missing]
    says = [*missing, *case.not_checked, *([] if missing else case.coverage)]
    if not case.accounts:
        lines.gap()
    lines.strong("Missing or not known", 2)
    lines.bullets(says or ["Nothing that the checks need was missing."], 4)


def _item(item: Item, lines: Lines) -> None:
    number = f"[{item.number}] "
    lines.line(f"{item.on}: {'; '.join(item.says)}", 2, number)
    under = 2 + len(number)
    for quote in item.quotes:
        lines.line(f"\u201c{quote}\u201d", under)
    for words in item.words:
        lines.line(f"Read from the words \u201c{words}\u201d.", under)
    for mark in item.marks:
        lines.line(mark, under)
    lines.quiet(f"Known: {item.known}. Source: {item.source}. {item.counts}", under)
    lines.quiet(f"In the record: {item.place} ({item.pointer})", under)


def _card(card: RuleCard, lines: Lines) -> None:
    lines.line(f"{sentence(card.title)} {sentence(card.why)}", 2, f"{visible(card.code)}  ")
    under = 4 + len(card.code)
    lines.quiet(f"Sources: {' '.join(sentence(source) for source in card.sources)}", under)
    lines.quiet(f"Inspection question: {visible(card.inspection_question)}", under)


def _learned(voice: Voice, lines: Lines) -> None:
    for says in voice.says:
        lines.line(says, 2)
    lines.gap()
    if voice.withheld:
        lines.line(voice.withheld, 2)
    else:
        lines.strong("What it rests on, against the usual case of those it was trained on", 2)
        lines.bullets([f"{bar.title}: {bar.counts} ({bar.rests_on})." for bar in voice.bars], 4)
    for says in voice.peers:
        lines.line(says, 2)
    lines.quiet(voice.words.apart, 2)


def _ratings(case: CaseRows, lines: Lines) -> None:
    lines.heading("The ratings")
    wide = max((len(row.about) for row in case.ratings), default=0)
    for row in case.ratings:
        lines.line(f"{row.recorded}; {row.verdict}. {row.why}", 2, f"{row.about:<{wide}}  ")


def _others(case: CaseRows, lines: Lines) -> None:
    if case.others:
        lines.heading("Other findings: no flag rests on them")
    for finding in case.others:
        _other(finding, lines)


def _other(finding: OtherFinding, lines: Lines) -> None:
    lines.line(f"{finding.title} ({finding.kind}; {finding.question})", 2, f"{finding.rule}  ")
    for item in finding.items:
        lines.line(f"{item.on}: {'; '.join(item.says)} ({item.pointer})", 4 + len(finding.rule), "- ")


def _assumed(case: CaseRows, lines: Lines) -> None:
    if case.assumed:
        lines.heading("Assumed: the published source does not state this")
        lines.bullets(list(case.assumed), 2)


def _placed(shared: Shared) -> str:
    on = f" {shared.on}." if shared.on else ""
    where = f" In the record: {shared.place} ({shared.pointer})." if shared.pointer else ""
    return f"{remark(shared)}{on}{where}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
