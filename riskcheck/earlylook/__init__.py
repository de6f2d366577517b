"""The early look after a serious further offence, set beside the record: each claim, and what no claim mentions."""
