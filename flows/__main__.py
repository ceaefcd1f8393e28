"""`python -m flows` is `khronika`."""

from flows.cli import main

main()
