"""How many published test vectors of the actuarial predictors are reproduced. Counts are printed, and what is not reproduced.

    python tests/benchmarks/predictors.py --json
    python tests/benchmarks/predictors.py --json --vectors FILE

The vectors and the mapping of offence codes are read from ``../shared/reference/actuarial`` and are no part of this project;
without them the benchmark says so and ends. ``--vectors`` checks another file of one of these forms, known by its content: the
OASys sample (CSV), OGRS3, SNSV, OVP, OGP and the OSP items (JSON), or a folder of requests with the responses of the service.

Three scores of the sample are not reproduced, those of row 2 with the dynamic answers: they come out with exactly one weight of
unemployment too few, and question 4.2, which the row answers with 0, is scored 0 or 2. Its offence code has been withdrawn, and
the service's own regression test leaves it out.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs from a checkout that is not installed

from riskcheck import policy  # noqa: E402
from riskcheck.predictors import OffenceMapping, Score, score  # noqa: E402
from riskcheck.predictors.bands import band  # noqa: E402
from riskcheck.predictors.days import completed_months  # noqa: E402
from riskcheck.predictors.inputs import PAST_OFFENCES, Inputs, known  # noqa: E402
from riskcheck.predictors.numbers import rounded, sigmoid, two_places, whole  # noqa: E402
from riskcheck.predictors.sexual import age_points  # noqa: E402
from tests.predictors.service.answers import answer  # noqa: E402
from tests.predictors.service.request import completed_years  # noqa: E402
from tests.predictors.service.request import inputs as of_request  # noqa: E402

SHARED = ROOT.parent / "shared" / "reference" / "actuarial"
CURRENT = ("actuarial-mapping_2026-08_HEAD016919c.json", "withdrawn_codes_from_blob_8816726c.json")
BEFORE = ("offence-code-mapping_ogrs3_snsv_2025-11.csv",)
SAMPLE_DAY = date(2025, 10, 3)  # the day of assessment of every row of the sample
FIXTURE_DAY = date(2026, 8, 4)  # the day of the commit: for requests that leave the day of assessment to the service

Case = tuple[str, bool]
"""What was compared, and whether it came out."""


def current(legacy: bool = False) -> OffenceMapping:
    """The published mapping of today, then the codes that were withdrawn, then the weights before 2026."""
    names = (*BEFORE, *CURRENT) if legacy else (*CURRENT, *BEFORE)
    return OffenceMapping.read([SHARED / "data" / name for name in names])


# ------------------------------------------------------------------------------- ARP, VRP and SVRP: the OASys sample

PROBLEMS = ("no_problems", "some_problems", "significant_problems")
LEVELS = {
    "three_point_four": "accommodation",
    "six_point_four": "relationship_with_partner",
    "seven_point_two": "activities",
    "nine_point_one": "drinking",
    "nine_point_two": "binge_drinking",
    "eleven_point_two": "impulsivity",
    "eleven_point_four": "temper",
    "twelve_point_one": "attitudes",
}
FLAGS = {"two_point_two": "weapon", "four_point_two": "unemployed", "six_point_seven": "domestic_abuse"}
RELATIONSHIPS = {"1": "living_together", "2": "not_living_together", "3": "not_in_relationship"}
DRUGS = {
    "benzodiazipines": "benzodiazepines",
    "cannabis": "cannabis",
    "crack_cocaine": "crack",
    "hallucinogens": "hallucinogens",
    "heroin": "heroin",
    "ketamine": "ketamine",
    "methadone": "methadone",
    "misused_prescribed": "prescribed",
    "other_drugs": "other",
    "other_opiate": "other_opiate",
    "powder_cocaine": "powder_cocaine",
    "solvents": "solvents",
    "spice": "spice",
    "steroids": "steroids",
}
PAST = dict.fromkeys(PAST_OFFENCES, "") | {"wounding": "gbh", "kidnapping": "kidnap", "weapon": "weapons_not_firearms"}
EXPECTED = {
    ("SVRP", False): "serious_violence_brief_predictions",
    ("SVRP", True): "serious_violence_extended_predictions",
    ("VRP", False): "violence_brief_predictions",
    ("VRP", True): "violence_extended_predictions",
    ("ARP", False): "all_brief_predictions",
    ("ARP", True): "all_extended_predictions",
}


def sample(path: Path) -> Iterator[Case]:
    """Every score of the sample, at two decimals of a per cent."""
    mapping = current()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            made = of_row(row, mapping)
            for (name, dynamic), column in EXPECTED.items():
                found = score(name, made, dynamic=dynamic)
                expected = two_places(float(row[column]))
                yield f"row {row['id']}: {column}", isinstance(found, Score) and found.percent == expected


def of_row(row: dict[str, str], mapping: OffenceMapping) -> Inputs:
    """The items of one row of the sample."""
    born, convicted, start, first = (
        date.fromisoformat(row[name]) for name in ("dob", "last_sanction_date", "community_date", "first_sanction_date")
    )
    given: dict[str, Any] = {
        "sex": {"M": "male", "F": "female"}[row["gender"]],
        "offence_category": mapping.category(row["offence_code"]),
        "total_sanctions": int(row["total_sanctions_count"]),
        "violent_sanctions": int(row["total_violent_sanctions"]),
        "age_at_conviction": completed_years(born, convicted),
        "age_at_follow_up": completed_years(born, start),
        "age_at_first_sanction": completed_years(born, first),
        "months_offence_free": min(max(completed_months(start, SAMPLE_DAY), 0), 36),
        "relationship_status": RELATIONSHIPS[row["six_point_eight"]],
        "drug_motivation": ("full", "partial", "none")[int(row["eight_point_eight"])],
    }
    given |= {item: PROBLEMS[int(row[column])] for column, item in LEVELS.items()}
    given |= {item: "no" if row[column] == "0" else "yes" for column, item in FLAGS.items()}
    given |= {f"drugs.{item}": {"Y": "yes", "N": "no"}[row[column]] for column, item in DRUGS.items()}
    given |= {f"past_offences.{item}": "yes" if row[column or item] == "1" else "no" for item, column in PAST.items()}
    return Inputs({item: known(value) for item, value in given.items() if value is not None})


# ------------------------------------------------------------------------------------------------ before 2026

OGRS3_GROUPS = {
    "Violence": "violence",
    "Robbery": "robbery",
    "Public order": "public_order",
    "Sexual (not against child)": "sexual_not_against_child",
    "Sexual (against child)": "sexual_against_child",
    "Soliciting or prostitution": "soliciting_or_prostitution",
    "Burglary (domestic)": "burglary_domestic",
    "Burglary (other)": "burglary_other",
    "Theft (non-motor)": "theft",
    "Handling stolen goods": "handling",
    "Fraud and forgery": "fraud_and_forgery",
    "Absconding or bail offences": "absconding_or_bail",
    "Taking & driving away and related offences": "taking_vehicles",
    "Theft from vehicles": "theft_from_vehicles",
    "Other motoring": "drink_driving",  # the source of these vectors has the two motoring groups the other way round:
    "Drink driving": "other_motoring",  # by code, drink driving has the weight that it gives to other motoring
    "Criminal damage": "criminal_damage",
    "Drug import/export/production": "drug_import_export_or_production",
    "Drug possession/supply": "drug_possession_or_supply",
    "Other offence": "other",
}
SNSV_GROUPS = {
    "Absconding/bail": "absconding_or_bail",
    "Acquisitive violence": "acquisitive_violence",
    "Burglary (domestic)": "burglary_domestic",
    "Burglary (other)": "burglary_other",
    "Criminal damage": "criminal_damage",
    "Drink driving": "drink_driving",
    "Drug import/export/prod": "drug_import_export_or_production",
    "Drug possession/supply": "drug_possession_or_supply",
    "Drunkenness": "drunkenness",
    "Fraud, forgery & misrepresentation": "fraud_and_forgery",
    "Handling stolen goods": "handling_stolen_goods",
    "Motoring (not drink driving)": "motoring_offences",
    "Other offence": "other_offences",
    "Public order, harassment": "public_order_and_harassment",
    "Sexual (against children)": "sexual_against_child",
    "Sexual (not against children)": "sexual_not_against_child",
    "Theft (not vehicle-related)": "theft_non_motor",
    "Vehicle-related theft": "vehicle_related_theft",
    "Welfare fraud": "welfare_fraud",
    "ABH+": "violence_against_the_person_abh_plus",
    "sub-ABH": "violence_against_the_person_sub_abh",
    "Firearms (most serious)": "firearms_most_serious",
    "Firearms (other)": "firearms_other",
    "Weapons (non-firearm)": "weapons_non_firearm",
}


def items(**given: Any) -> Inputs:
    """Known items; ``None`` was not supplied."""
    return Inputs({item: known(value) for item, value in given.items() if value is not None})


def ogrs3(path: Path) -> Iterator[Case]:
    """OGRS3 one and two years ahead, within 5e-5 of the probability."""
    years = policy.topic("predictor_weights_before_2026")["ogrs3"]["value"]
    for place, vector in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
        made = items(
            sex={"M": "male", "F": "female"}[vector["gender"]],
            age_at_follow_up=vector["age_at_followup"],
            age_at_conviction=vector["age_at_current_conviction"],
            age_at_first_sanction=vector["age_at_first_sanction"],
            total_sanctions=vector["total_sanctions"],
            ogrs3_offence_group=OGRS3_GROUPS[vector["offence_group"]],
        )
        found = score("OGRS3", made)
        two = found.probability if isinstance(found, Score) else None
        one = sigmoid(found.total - years["two_years"] + years["one_year"]) if isinstance(found, Score) else None
        yield f"{place}: one year", one is not None and abs(one - vector["expected_p1"]) < 5e-5
        yield f"{place}: two years", two is not None and abs(two - vector["expected_p2"]) < 5e-5


def snsv(path: Path) -> Iterator[Case]:
    """SNSV, static, within 1e-6 of the probability."""
    for place, vector in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
        made = items(
            sex={"M": "male", "F": "female"}[vector["sex"]],
            age_at_follow_up=vector["age_at_risk"],
            age_at_conviction=vector["age_at_sanction"],
            age_at_first_sanction=vector["age_at_first_sanction"],
            total_sanctions=vector["total_sanctions"],
            violent_sanctions=vector["violent"],
            months_offence_free=vector["ofm"],
            offence_category=SNSV_GROUPS[vector["violence_subgroup"] or vector["offence_group"]],
        )
        found = score("SNSV", made, dynamic=False)
        expected = vector["expected_static_2yr_nonsexual_violence"]
        near = isinstance(found, Score) and found.probability is not None and abs(found.probability - expected) < 1e-6
        yield f"{place}: two years, static", near


def ovp(path: Path) -> Iterator[Case]:
    """Whole cases of OVP by every figure that is given, then the tables of its items."""
    held = json.loads(path.read_text(encoding="utf-8"))
    for place, vector in enumerate(held["vectors"]):
        request = {"dateOfCurrentConviction": None} | vector["inputs"]
        yield from figures(f"case {place}", score("OVP", of_request(request, None, FIXTURE_DAY)), vector["expected"])
    if "items" in held:
        yield from ovp_items(held["items"])


def ovp_items(held: dict[str, Any]) -> Iterator[Case]:
    """The tables of OVP: each number of points from a case that differs in that item only."""
    plain = items(
        sex="female", age_at_follow_up=60, total_sanctions=1, violent_sanctions=0, recognises_impact="yes",
        no_fixed_abode="no", unemployed="no", drinking="no_problems", binge_drinking="no_problems",
        psychiatric_treatment="no", temper="no_problems", attitudes="no_problems",
    )  # fmt: skip

    def points(**changed: Any) -> int | None:
        found = score("OVP", plain.answering(**changed))
        return found.points if isinstance(found, Score) else None

    any_sanction = held["any_sanctions"]["1"]
    for number, expected in held["violent_sanctions"].items():
        total = max(int(number), 1)
        yield f"violent {number}", points(total_sanctions=total, violent_sanctions=int(number)) == expected + any_sanction
    for number, expected in held["non_violent_sanctions"].items():
        if int(number):
            yield f"other {number}", points(total_sanctions=int(number)) == expected + any_sanction
    for age, expected in held["age"].items():
        yield f"age {age}", points(age_at_follow_up=int(age)) == expected + any_sanction
    for drinking, binge, expected in held["alcohol(9.1,9.2)"]:
        answers = {"drinking": PROBLEMS[drinking], "binge_drinking": PROBLEMS[binge]}
        yield f"alcohol {drinking}, {binge}", points(**answers) == expected + any_sanction
    yield "male", points(sex="male") == held["male"] + any_sanction
    yield "impact", points(recognises_impact="no") == held["impact_not_recognised"] + any_sanction
    yield "psychiatric", points(psychiatric_treatment="yes") == held["psychiatric"] + any_sanction
    yield "no fixed abode", points(no_fixed_abode="yes") == held["no_fixed_abode"] + any_sanction
    table = policy.topic("predictor_weights_before_2026")["ovp"]["value"]
    for years, constant in (("1yr", "one_year"), ("2yr", "two_years")):
        for number, expected in held[f"points_to_percent_{years}"].items():
            percent = whole(sigmoid(table[constant] + table["per_point"] * int(number)))
            yield f"{number} points, {years}", percent == expected


def ogp(path: Path) -> Iterator[Case]:
    """Whole cases of OGP."""
    for place, vector in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
        had = vector["inputs"]
        made = items(
            ogrs3_percent=had["ogrs3_2yr"],
            no_fixed_abode=("no", "yes")[had["nfa"]],
            unemployed=("no", "yes")[had["unemployed"]],
            activities=PROBLEMS[had["s7q2"]],
            current_drug_misuse=PROBLEMS[had["drug_current"]],
            drug_motivation=("full", "partial", "none")[had["s8q8"]],
            problem_solving=PROBLEMS[had["problem_solving"]],
            awareness_of_consequences=("yes", "sometimes", "no")[had["awareness"]],
            understands_others=PROBLEMS[had["understands"]],
            attitudes=PROBLEMS[had["s12q1"]],
        )
        yield from figures(f"case {place}", score("OGP", made), vector["expected"])


def figures(case: str, found: Any, expected: dict[str, Any]) -> Iterator[Case]:
    """Each figure that a vector gives of a score."""
    ours = {"points": "points", "pointScore": "points", "band": "band"}
    ours |= {"one_year": "one_year", "oneYearScore": "one_year", "two_year": "percent", "twoYearScore": "percent"}
    for name, value in expected.items():
        own = getattr(found, ours[name], None)
        yield f"{case}: {name}", own == (value.lower() if isinstance(value, str) else value)


def osp(path: Path) -> Iterator[Case]:
    """The items of DC-SRP, its points to bands and probabilities; IIC-SRP; the bands of CSRP."""
    held = json.loads(path.read_text(encoding="utf-8"))
    table = policy.topic("predictor_points")["direct_contact"]["value"]
    contact = held["dc_srp"]
    for item in ("contact_adult", "contact_child", "non_contact"):
        for number, expected in contact[item]:
            yield f"{item} {number}", table[item][min(number, 3)] == expected
    for age, expected in contact["age_at_followup"]:
        yield f"age {age}", age_points(age) == expected
    man = items(sex="male", ever_sexual_offence="yes", contact_adult_sanctions=1, contact_child_sanctions=0,
                image_sanctions=0, non_contact_sanctions=0, age_at_follow_up=60, age_at_last_sexual_offence=10,
                total_sanctions=1, stranger_victim="no")  # fmt: skip
    adult = table["contact_adult"][1]

    def points(**changed: Any) -> float:
        found = score("DC_SRP", man.answering(**changed))
        return found.total - adult if isinstance(found, Score) else -1

    for age, expected in contact["age_at_last_sexual_sanction"]:
        yield f"last at {age}", points(age_at_last_sexual_offence=age) == expected
    for number, expected in contact["total_sanctions"]:
        yield f"sanctions {number}", points(total_sanctions=number) == expected
    for stranger, expected in contact["stranger"]:
        answers = {} if stranger is None else {"stranger_victim": "yes" if stranger else "no"}
        yield f"stranger {stranger}", points(**answers) == expected
    for number, expected in contact["points_to_band"]:
        yield f"{number} points: band", band("DC_SRP", number) == expected.lower()
    for number, expected in contact["points_to_probability"]:
        own = sigmoid(table["constant"] + table["per_point"] * number) if number else 0.0
        yield f"{number} points: probability", abs(own - expected) < 1e-9
    yield from indirect(held["iic_srp"])
    for percent, expected in held["csrp_bands"]:
        own = "not_applicable" if percent < 0 else band("CSRP", percent)
        yield f"CSRP {percent}", own == expected.lower()


def indirect(rows: list[list[Any]]) -> Iterator[Case]:
    """IIC-SRP, one row a case; the first row names the columns."""
    for sex, images, adult, child, other, probability in rows[1:]:
        made = items(
            sex={"M": "male", "F": "female"}[sex], ever_sexual_offence="yes", image_sanctions=images,
            contact_adult_sanctions=adult, contact_child_sanctions=child, non_contact_sanctions=other,
        )  # fmt: skip
        found = score("II_SRP", made)
        yield f"IIC {sex} {images}", isinstance(found, Score) and found.percent == rounded(100 * probability, 2)


# ------------------------------------------------------------------------- requests with the responses of the service

ALGORITHMS = {
    "ALL_REOFFENDING_PREDICTOR": "ARP",
    "VIOLENT_REOFFENDING_PREDICTOR": "VRP",
    "SERIOUS_VIOLENT_REOFFENDING_PREDICTOR": "SVRP",
    "COMBINED_SERIOUS_REOFFENDING_PREDICTOR": "CSRP",
    "DIRECT_CONTACT_SEXUAL_REOFFENDING_PREDICTOR": "DC_SRP",
    "IMAGES_AND_INDIRECT_CONTACT_SEXUAL_REOFFENDING_PREDICTOR": "II_SRP",
    "OGRS3": "OGRS3",
    "OVP": "OVP",
    "SNSV": "SNSV",
    "RSR": "RSR",
    "OSPDC": "OSP_DC",
    "OSPIIC": "OSP_II",
}


def responses(path: Path) -> Iterator[Case]:
    """Each request of a folder: the score, the band and the points of every predictor in its response, then each error."""
    for each in sorted(path.rglob("*.json") if path.is_dir() else [path]):
        held = json.loads(each.read_text(encoding="utf-8"))
        seen: set[str] = set()
        for algorithm, expected in sorted(predicted(held["response"]), key=lambda found: found[0]):
            if algorithm in ALGORITHMS and algorithm not in seen:
                seen.add(algorithm)
                yield from answered(f"{each.name}: {ALGORITHMS[algorithm]}", held["request"], algorithm, expected)


def predicted(response: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a response that is the output of a predictor."""
    if isinstance(response, dict):
        if "algorithm" in response and "output" in response:
            yield response["algorithm"], response
        for inner in response.values():
            yield from predicted(inner)


def answered(case: str, request: dict[str, Any], algorithm: str, expected: dict[str, Any]) -> Iterator[Case]:
    """What one predictor of a response says, beside what the recomputation says to the same request."""
    name = ALGORITHMS[algorithm]
    legacy = name in ("OGRS3", "OVP", "SNSV", "RSR", "OSP_DC", "OSP_II")
    found = answer(name, request, current(legacy), FIXTURE_DAY)
    output = expected["output"]
    for field, own in (
        ("score", found.percent), ("overallScore", found.percent), ("oneYearScore", found.one_year),
        ("twoYearScore", found.percent), ("pointScore", found.points), ("riskBandReductionApplied", found.lowered),
    ):  # fmt: skip
        if field in output:
            yield f"{case} {field}", own == output[field]
    if "band" in output and name != "SNSV":
        yield f"{case} band", (found.band.upper() if found.band else None) == output["band"]
    if expected.get("type") is not None and name in ("ARP", "VRP", "SVRP", "SNSV"):
        yield f"{case} type", found.kind is not None and found.kind.upper() == expected["type"]
    names = {own: theirs for theirs, own in ALGORITHMS.items()}
    ours = [(error.type, {names.get(field, field) for field in error.fields}) for error in found.errors]
    theirs = [(error["type"], set(error["fields"])) for error in expected["validationErrors"]]
    for error in theirs:
        yield f"{case} {error[0]}", error in ours
    yield f"{case} no other error", len(ours) == len(theirs)


# ------------------------------------------------------------------------------------------------------- the command

KINDS: dict[str, tuple[str, Callable[[Path], Iterator[Case]]]] = {
    "ARP, VRP and SVRP": ("oasys_v4_1_2_sample.csv", sample),
    "OGRS3": ("ogrs3_legacy_150.json", ogrs3),
    "SNSV": ("snsv_legacy_static_150.json", snsv),
    "OVP": ("ovp_legacy.json", ovp),
    "OGP": ("ogp_legacy.json", ogp),
    "OSP items": ("osp_items.json", osp),
    "responses of 2026": ("fixtures_head", responses),
    "responses before 2026": ("fixtures_legacy_2026-06", responses),
}


def kind_of(path: Path) -> str:
    """Which kind of vectors a file holds, by its content."""
    if path.is_dir():
        return "responses of 2026"
    text = path.read_text(encoding="utf-8")
    if not text.lstrip().startswith("{"):
        return "ARP, VRP and SVRP"
    held = json.loads(text)
    signs = {"dc_srp": "OSP items", "request": "responses of 2026"}
    first = held["vectors"][0] if held.get("vectors") else {}
    signs |= {"expected_p1": "OGRS3", "expected_static_2yr_nonsexual_violence": "SNSV"}
    named = next((kind for sign, kind in signs.items() if sign in held or sign in first), None)
    if named is None:
        named = "OGP" if "ogrs3_2yr" in first.get("inputs", {}) else "OVP"
    return named


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("--vectors", type=Path, help="check this file, or this folder of responses, instead")
    chosen = parser.parse_args()
    if not (SHARED / "data").is_dir():
        sys.stderr.write(f"No vectors at {SHARED}: nothing was checked.\n")
        return 0
    files = {kind: SHARED / "vectors" / name for kind, (name, _) in KINDS.items()}
    if chosen.vectors:
        files = {kind_of(chosen.vectors): chosen.vectors}
    counts = {kind: counted(KINDS[kind][1](path)) for kind, path in files.items()}
    sys.stdout.write(json.dumps(counts, indent=2) + "\n" if chosen.json else "".join(lines(counts)))
    return 0


def counted(cases: Iterator[Case]) -> dict[str, Any]:
    """How many cases came out, and which did not."""
    all_of_them = list(cases)
    failed = [case for case, right in all_of_them if not right]
    return {"checked": len(all_of_them), "reproduced": len(all_of_them) - len(failed), "not_reproduced": failed}


def lines(counts: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The counts for people."""
    for kind, count in counts.items():
        yield f"{kind}: {count['reproduced']} of {count['checked']} reproduced\n"
        yield from (f"  not {case}\n" for case in count["not_reproduced"])


if __name__ == "__main__":
    sys.exit(main())
