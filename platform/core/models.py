"""Core has no tables. Django tells only apps with this module that a migrate is over."""
