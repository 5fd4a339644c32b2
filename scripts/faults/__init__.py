"""The faults campaign: real commands, killed, starved, crossed and given damaged input; what stays must be sound."""
