"""Traps that other review platforms fell into, each a test that is named after it. See README.md."""
