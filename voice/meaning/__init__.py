"""The sentence encoder: built once from pinned weights (`build`), then run with no network (`encoder`)."""
