"""The worker: what runs after the request, in a process of its own at nice 19."""
