"""Whether a name or address can only be this machine."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether `host` (name or address, IPv6 without brackets) can only be this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
