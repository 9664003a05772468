"""Verifies a signed license key offline. Needs `cryptography` (PyPI).

python3 verify_license_key.py <public key> <license key>

The public key is `publicKey` of GET /v1/goods/{sku}/license-keys. Prints what the key says as JSON and ends with 0;
ends with 1 where the key was not signed for that public key, and with 2 where it was not called like this.
"""

import base64
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PREFIX = "TGL1"


def _bytes_of(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    # Decoders pass over what is no base64url: one key would have many spellings.
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise ValueError("no base64url")
    return data


def verify(public_key, license_key):
    """What the key says: s (sku), o (order), l (line), p (piece), t (issued at, seconds); None for any other text."""
    try:
        prefix, payload, signature = license_key.strip().split(".")
        if prefix != PREFIX:
            return None
        key = Ed25519PublicKey.from_public_bytes(_bytes_of(public_key))
        key.verify(_bytes_of(signature), f"{prefix}.{payload}".encode())
        return json.loads(_bytes_of(payload))
    except (ValueError, InvalidSignature):
        return None


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("usage: python3 verify_license_key.py <public key> <license key>", file=sys.stderr)
        sys.exit(2)
    claims = verify(*sys.argv[1:3])
    if claims is None:
        sys.exit(1)
    print(json.dumps(claims))
