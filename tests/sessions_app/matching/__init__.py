"""Tests of the matching: against brute force wherever that is possible."""
