"""`khronika publish`"""

from __future__ import annotations

from flows.commands.options import Config


def publish(config: Config = None) -> None:
    """Write the published file again from the warehouse, and swap it in."""
    from flows.config import load_config
    from flows.loading import publish_file

    settings = load_config(config)
    publish_file(settings)
    print(settings.published)
