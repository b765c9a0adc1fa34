"""What is told: one Report for both readers, and how it is drawn. Pure: a Report in, bytes out, no clock."""
