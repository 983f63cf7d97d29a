"""What somebody put between quotation marks: words to be found together, in their order."""

import re

__all__ = ["find_quoted"]

# Straight, as Dutch and English print them, and French.
QUOTED = re.compile(
    r'"([^"]+)"|[“„”]([^“„”]+)[“”]|[‘‚]([^‘‚]+?)[’‘](?!\w)|«([^»]+)»|(?<!\w)\'([^\']+)\'(?!\w)'
)


def find_quoted(text, tokens):
    """Return for each quotation in a question (start, end) of its Tokens among these `tokens`."""
    spans = []
    for match in QUOTED.finditer(text):
        inside = [
            place
            for place, token in enumerate(tokens)
            if match.start() < token.start and token.end < match.end()
        ]
        if inside:
            spans.append((inside[0], inside[-1] + 1))
    return spans
