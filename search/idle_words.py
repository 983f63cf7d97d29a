"""Which words of a question say nothing about its subject."""

__all__ = ["find_idle"]


def find_idle(tokens, analysis):
    """Return the places of the words that say nothing about a subject, as a set.

    "mee" says nothing beside "doe" in "doe mee", which is asked for as "meedoen".
    """
    idle = {
        place
        for place, token in enumerate(tokens)
        if token.is_part or analysis.is_stop_word(token.joined)
    }
    return idle | find_telling(tokens, idle, analysis)


def find_telling(tokens, idle, analysis):
    """Return the places of the words that only ask to be told about a subject, as a set.

    In "wat is er over armoede geschreven" nobody asks for writing: such a word stands before
    "over", or ends the question.
    """
    telling = {place for place, token in enumerate(tokens) if analysis.is_telling(token.joined)}
    for about in range(len(tokens)):
        if analysis.is_about(tokens[about].joined):
            subject = set(range(about + 1, len(tokens))) - idle - telling
            return telling - set(range(about + 1, len(tokens) - 1)) if subject else set()
    return set()
