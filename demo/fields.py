"""How a table of the texts becomes the fields of a model, parts and blocks included."""

from wagtail.fields import StreamField

__all__ = ["fill"]


def fill(instance, table):
    """Return the instance with its fields set from a table of the texts (references resolved)."""
    for name, data in table.items():
        field = instance._meta.get_field(name)
        # A foreign key gets a primary key, so it is set under its other name.
        setattr(instance, getattr(field, "attname", name), get_value(field, data))
    return instance


def get_value(field, data):
    """Return what belongs in a field; raise ValidationError for blocks that are not allowed."""
    if isinstance(field, StreamField):
        return get_stream(field.stream_block, data)
    if field.one_to_many:
        # Numbered as by the form: what is not goes to the end as soon as an editor changes it.
        return [
            fill(field.related_model(sort_order=place), part) for place, part in enumerate(data)
        ]
    if field.many_to_many:
        return field.related_model.objects.filter(pk__in=data)
    return data


def get_stream(stream_block, data):
    """Return a stream from a list of tables that each have one key, the name of the block."""
    raw = [{"type": name, "value": value} for table in data for name, value in table.items()]
    # Wagtail would leave out, without a word, what it does not know.
    if unknown := {block["type"] for block in raw} - stream_block.child_blocks.keys():
        raise LookupError(f"There is no block called {', '.join(sorted(unknown))} here.")
    return stream_block.clean(stream_block.to_python(raw))
