#!/bin/sh
# Prints the path of a Python that can make a virtual environment: 3.12 or newer.
#
# A name on PATH proves nothing: a pyenv shim may stand there and fail, and
# Debian ships Pythons without `venv`. So every candidate is made to run first.
# Uses nothing but the shell, as it runs before anything is known to be there.
set -eu

# Prints one number that sorts like the version, for a Python that is good enough.
version_number() {
    "$1" -I -c '
import sys, venv, ensurepip
if sys.version_info < (3, 12):
    sys.exit(1)
print(sys.version_info[0] * 1000000 + sys.version_info[1] * 1000 + sys.version_info[2])
' 2>/dev/null
}

if [ -n "${HANDBOOK_PYTHON:-}" ]; then
    if version_number "$HANDBOOK_PYTHON" >/dev/null; then
        printf '%s\n' "$HANDBOOK_PYTHON"
        exit 0
    fi
    printf '%s\n' "HANDBOOK_PYTHON names $HANDBOOK_PYTHON, which is not a working Python 3.12 or newer with the venv module: correct it or unset it." >&2
    exit 1
fi

for name in python3.14 python3.13 python3.12 python3; do
    found=$(command -v "$name") || continue
    if version_number "$found" >/dev/null; then
        printf '%s\n' "$found"
        exit 0
    fi
done

# The newest that pyenv has built, whether or not it is switched on.
best=0
best_python=
for found in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/python3.[1-9][0-9]; do
    [ -x "$found" ] || continue
    number=$(version_number "$found") || continue
    if [ "$number" -gt "$best" ]; then
        best=$number
        best_python=$found
    fi
done
if [ -n "$best_python" ]; then
    printf '%s\n' "$best_python"
    exit 0
fi

printf '%s\n' "Install Python 3.12 or newer with its venv module (on Debian 13: apt-get install python3 python3-venv; elsewhere: pyenv install 3.13), then run the same command again." >&2
exit 1
