"""One folder a language: its vocabulary (TOML) and, in `pipeline/`, its trained spaCy pipeline."""
