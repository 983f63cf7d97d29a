"""The authors of a publication: one on each line, as its title page names them."""

from dataclasses import dataclass

__all__ = ["Author", "read_authors"]


@dataclass(frozen=True)
class Author:
    """A person by family name and given names or initials; of an organisation, only a `family`."""

    family: str
    given: str = ""

    def __str__(self):
        return f"{self.family}, {self.given}" if self.given else self.family

    def get_name(self):
        """Return the name in the order in which it is spoken."""
        return f"{self.given} {self.family}" if self.given else self.family


def read_authors(text):
    """Return the Authors in a text, as a list: "Jansen, P. de" is a person, the rest as it is."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [read_author(line) for line in lines if line]


def read_author(line):
    family, _comma, given = line.partition(",")
    return Author(family.strip(), given.strip())
