"""Copies of everything: sealed backups, and the list of what must stay gone when one is put back."""
