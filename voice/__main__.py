"""`python -m voice` is `voice`."""

from voice.cli import main

raise SystemExit(main())
