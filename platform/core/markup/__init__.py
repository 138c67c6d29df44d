"""Markdown to safe HTML, with nothing but the standard library, markdown and bleach.

Runs inside the renderer child (`worker.py`), which must start fast: import no Django here.
"""
