"""A record without the words that a report would repeat in its own sentences, for ``--hide-details``."""

import msgspec

from riskcheck.records.model import CaseRecord


def without_offence_names(record: CaseRecord) -> CaseRecord:
    """The same record, in which a conviction is called after its kinds of harm and not as the source names the offence."""
    if record.convictions is None:
        return record
    items = tuple(msgspec.structs.replace(item, offence=None) for item in record.convictions.items)
    return msgspec.structs.replace(record, convictions=msgspec.structs.replace(record.convictions, items=items))


def without_own_words(record: CaseRecord) -> CaseRecord:
    """The same record, in which no conviction is called as its source calls it, and no contact is named in words."""
    record = without_offence_names(record)
    if record.contacts is None:
        return record
    items = tuple(msgspec.structs.replace(item, kind=None) for item in record.contacts.items)
    return msgspec.structs.replace(record, contacts=msgspec.structs.replace(record.contacts, items=items))
