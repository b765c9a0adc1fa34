"""The clinic's kiosk: a shared screen on which nobody finds anything of whoever was there before."""
