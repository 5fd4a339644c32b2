"""Paths on a disk: opened only when they are regular files, put in place whole, and tables that outgrow memory."""
