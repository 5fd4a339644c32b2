"""The most memory that a process has taken, for tests that read something large in one of their own."""

# ru_maxrss has that of the process that began it too, which here is pytest with all that it has imported and kept.
PEAK = """
import sys

def peak() -> int:
    status = open("/proc/self/status", encoding="ascii").read()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024
"""
"""Defines `peak()` in MiB, at the beginning of a program for Linux."""
