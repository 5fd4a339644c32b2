"""Where the parts of a build are done: in this process, in processes beside it, or on a cluster."""
