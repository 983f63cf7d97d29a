"""What the fields of a publication mean, for whoever shows, cites or describes it."""

from urllib.parse import urlsplit

from languages.texts import Text, get_source_language
from publications.authors import read_authors
from publications.doi import get_doi_address
from publications.kinds import LICENCE_ADDRESSES

__all__ = ["PublicationFacts"]


class PublicationFacts:
    """The part of a PublicationPage that reads its fields."""

    def get_authors(self):
        """Return the Authors, as a list."""
        return read_authors(self.authors)

    def list_author_names(self):
        """Return the names of the authors as Texts, in the order in which one says each.

        Nobody translates them: they are as the publication has them, and so in its language.
        """
        return [Text(author.get_name(), self.language) for author in self.get_authors()]

    def get_cited_title(self):
        """Return the title on the publication as a Text, which knows in which language it is.

        A page has the title that visitors read, which a translator translates. The publication
        keeps its own: that of its page in the source language, unless an editor wrote another.
        """
        return Text(self.original_title or self.get_source_title(), self.language)

    def get_source(self):
        """Return the journal or book that it is a part of as a Text, in its own language."""
        return Text(self.published_in, self.language)

    def get_source_title(self):
        """Return the title of this page in the source language, for a translation of it."""
        versions = self.get_translations(inclusive=True)
        source = versions.filter(locale__language_code=get_source_language())
        return source.values_list("title", flat=True).first() or self.title

    def get_lasting_address(self):
        """Return where the publication is to be found for good: its DOI, its address or ""."""
        return get_doi_address(self.doi) if self.doi else self.web_address

    def get_doi_address(self):
        """Return the lasting web address of the DOI."""
        return get_doi_address(self.doi)

    def get_host(self):
        """Return the name of the site where it can be read, for example "doi.org"."""
        return urlsplit(self.get_lasting_address()).hostname.removeprefix("www.")

    def get_licence_address(self):
        """Return where the words of the licence are, or ""."""
        return LICENCE_ADDRESSES.get(self.licence, "")
