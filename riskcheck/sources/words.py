"""The first or every entry of a list of words and what they mean that a text has in it."""

from riskcheck import policy


def first_match(topic: str, key: str, *texts: str | None) -> str | None:
    """What the first entry means whose words are in one of the texts, without case."""
    said = " ".join(text for text in texts if text).lower()
    found: str | None = next((means for words, means in policy.topic(topic)[key]["value"] if words in said), None)
    return found


def every_match(topic: str, key: str, *texts: str | None) -> tuple[str, ...]:
    """What every entry means whose words are in one of the texts, without case; each meaning once."""
    said = " ".join(text for text in texts if text).lower()
    return tuple(dict.fromkeys(means for words, means in policy.topic(topic)[key]["value"] if words in said))
