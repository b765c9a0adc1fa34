"""Promises about what is kept."""
