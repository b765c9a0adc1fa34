"""What the answers mean. Pure: an intake and the content go in, an assessment comes out."""
