"""Many cases: cut into blocks, checked by one process or several, in the order of the input, and none of them lost."""
