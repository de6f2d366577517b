"""Mutation testing of the rules, the weighing and the evidence model: ``python -m tests.mutation`` from the checkout."""
