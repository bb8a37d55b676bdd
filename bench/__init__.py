"""Benches: figures, never tests."""
