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
    idle |= {
        place
        for place in range(1, len(tokens))
        if analysis.is_measure(tokens[place].joined, tokens[place - 1].joined)
    }
    return idle | find_telling(tokens, idle, analysis) | find_light(tokens, idle, analysis)


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


def find_light(tokens, idle, analysis):
    """Return the places of the words that only make a sentence of a question, as a set.

    Such as "vind" in "waar vind ik de route". A sentence begins with a small word: who types
    "zoekt mensen" asks for who does so.
    """
    light = {
        place
        for place, token in enumerate(tokens)
        if not token.together and analysis.is_light(token.joined)
    }
    is_sentence = 0 in idle and set(range(len(tokens))) - idle - light
    return light if is_sentence else set()
