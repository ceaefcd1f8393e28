"""RFC 3161 timestamps of manifests: proof by a third party that the archive up to there existed by then.

The token lies beside its manifest as <manifest>.tsr, a whole response as RFC 3161, section 2.4.2 has it, so
that `openssl ts -verify` reads it too. As manifests are chained, one token vouches for all before it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import certifi
import httpx
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from spiders.archive_manifest import FOLDER, Finding, manifests
from spiders.feed import write_whole

SUFFIX: Final = ".tsr"
TIMEOUT: Final = 30.0  # seconds
HEADERS: Final = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class TimestampFailed(RuntimeError):
    """The authority gave no token that holds; the message says why."""


def token_path(manifest: Path) -> Path:
    """Where the token of a manifest lies."""
    return manifest.with_name(manifest.name + SUFFIX)


def trusted_roots(file: Path | None = None) -> list[Certificate]:
    """Certificates of a PEM file, or those of certifi. Raises OSError, and ValueError where there are none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)  # an old root of certifi, not ours
        return load_pem_x509_certificates((file or Path(certifi.where())).read_bytes())


def timestamp_last(root: Path, tsa_url: str, roots: Sequence[Certificate] = ()) -> Path | None:
    """Timestamp the last manifest of the archive if it has no token yet, and so all before it.

    A night on which the authority was silent is made good by the next. Raises TimestampFailed.
    """
    chain = manifests(root)
    if not chain or token_path(chain[-1]).exists():
        return None
    return timestamp(chain[-1], tsa_url, roots)


def timestamp(manifest: Path, tsa_url: str, roots: Sequence[Certificate] = ()) -> Path:
    """Ask the authority at `tsa_url` for a token and store it beside `manifest`; returns its path.

    Raises TimestampFailed, also where the token does not lead to one of `roots` (without: those of certifi):
    only a token that holds is stored.
    """
    data = manifest.read_bytes()
    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = _post(tsa_url, request.as_bytes())
    try:
        _checked(answer, data, roots, request.nonce)
    except (ValueError, VerificationError) as error:
        raise TimestampFailed(f"{tsa_url}: {error}") from error
    write_whole(token_path(manifest), answer)
    return token_path(manifest)


def verify_timestamps(root: Path, roots: Sequence[Certificate] = ()) -> Iterator[Finding]:
    """When each timestamped manifest existed, as a note; a token that does not hold is a finding."""
    for token in sorted((root / FOLDER).glob(f"*{SUFFIX}")):
        yield _verified(token, roots)


def _verified(token: Path, roots: Sequence[Certificate]) -> Finding:
    manifest = token.with_name(token.name.removesuffix(SUFFIX))
    if not manifest.is_file():
        return Finding("missing", manifest.name, "has a timestamp, but is not in the archive")
    try:
        response = _checked(token.read_bytes(), manifest.read_bytes(), roots)
    except (ValueError, VerificationError) as error:
        return Finding("bad_timestamp", token.name, f"does not vouch for {manifest.name}: {error}")
    return Finding("note", manifest.name, f"timestamped {response.tst_info.gen_time.isoformat()}")


def _checked(
    answer: bytes, data: bytes, roots: Sequence[Certificate], nonce: int | None = None
) -> TimeStampResponse:
    """Raises ValueError for what is no response, VerificationError for one that does not vouch for `data`."""
    response = decode_timestamp_response(answer)
    if response.status != PKIStatus.GRANTED:
        raise VerificationError(f"refused: {', '.join(response.status_string)}")
    trusted = list(roots or trusted_roots())
    VerifierBuilder(roots=trusted, nonce=nonce).build().verify_message(response, data)
    return response


def _post(tsa_url: str, request: bytes) -> bytes:
    try:
        answer = httpx.post(tsa_url, content=request, headers=HEADERS, timeout=TIMEOUT)
        return answer.raise_for_status().content
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise TimestampFailed(f"{tsa_url}: {error or type(error).__name__}") from error
