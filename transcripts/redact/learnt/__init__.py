"""A finder that has learnt from labelled messages: `NAME_FINDER=transcripts.redact.learnt:Learnt`.

It needs nothing but this folder. What it looks at stands in `features.py`, how it decides in
`tagger.py`, what it has learnt in `weights.txt`, which `python -m tests.redaction.learn --write`
makes from messages that were written for this project (docs/redaction.md).
"""

from transcripts.redact.learnt.finder import Learnt

__all__ = ["Learnt"]
