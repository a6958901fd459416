"""The JSON API: the same data as the pages, described by an OpenAPI document that is made from its models."""
