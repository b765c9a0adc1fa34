"""The process apart: bytes of an upload on its stdin, what is kept of it on its stdout."""

import os
import sys

from records.errors import NotTaken


def main(memory: int, seconds: int) -> None:
    """Limit this very process, then make anew what it is given."""
    if os.name == "posix":
        import resource

        # Whoever waits for this process ends it when its time is up; it also ends where nobody waits any more.
        for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(limit, (most, most))
    from records.uploads import remade  # under the limits already

    try:
        made = remade(sys.stdin.buffer.read())
    except NotTaken as refusal:
        sys.stdout.buffer.write(b"refused\n" + refusal.why.encode())
    else:
        sys.stdout.buffer.write(made.media_type.encode() + b"\n" + made.body)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
