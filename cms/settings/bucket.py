"""The settings of files in a bucket, for `production`."""

from urllib.parse import unquote, urlsplit

__all__ = ["in_bucket", "read_bucket"]


def read_bucket(url):
    """Return the settings (a dict) of a bucket from its URL: https://KEY:SECRET@HOST/BUCKET."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return {
        "AWS_S3_ENDPOINT_URL": f"{parts.scheme}://{host}",
        "AWS_STORAGE_BUCKET_NAME": parts.path.strip("/"),
        "AWS_S3_ACCESS_KEY_ID": unquote(parts.username or ""),
        "AWS_S3_SECRET_ACCESS_KEY": unquote(parts.password or ""),
        # The name of the bucket in the path, which every such storage knows.
        "AWS_S3_ADDRESSING_STYLE": "path",
    }


def in_bucket(location, base_url):
    """Return an entry of STORAGES for a part of the bucket, with the addresses of its files."""
    options = {"location": location, "base_url": base_url}
    return {"BACKEND": "library.buckets.BucketStorage", "OPTIONS": options}
