"""What all tests need."""

import os

# All servers of the tests are on loopback, which a proxy of this machine's surroundings would not find.
for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
