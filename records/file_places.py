"""Where a file is sealed: its key by its own id, as changing the master key finds it; its bytes by its visit's too."""


def key_place(file_id: str) -> str:
    """The place of a file's data key."""
    return f"files/{file_id}"


def body_place(visit_id: str, file_id: str) -> str:
    """The place of a file's bytes: a row that was moved to another visit does not open there."""
    return f"files/{visit_id}/{file_id}/body"
