"""A page in a list leads to what stands beside it there."""

from django.utils.functional import SimpleLazyObject

__all__ = ["HasNeighbours"]


class HasNeighbours:
    """A page of a list in the order of a field, whose name is its `listed_by`."""

    def get_context(self, request, *args, **kwargs):
        """Add `neighbours`, which are asked for by what shows them, and not while that is kept."""
        context = super().get_context(request, *args, **kwargs)
        context["neighbours"] = SimpleLazyObject(self.get_neighbours)
        return context

    def get_neighbours(self):
        """Return the published pages right before and after this one in its list, each or None."""
        siblings = type(self).objects.sibling_of(self, inclusive=False)
        return siblings.published().beside(self, self.listed_by)
