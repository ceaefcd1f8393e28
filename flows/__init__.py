"""Runs everything: the command line `khronika` and the nightly flow. Telemetry goes off before any import."""

from flows.privacy import keep_private

keep_private()
