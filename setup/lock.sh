#!/bin/sh
# Writes requirements.txt from pyproject.toml, and package-lock.json from package.json.
#
#   make lock              keep every version that still fits
#   make lock UPGRADE=1    take the newest of everything
#
# The tool that works the versions out lives in .cache, so nothing is installed
# for the whole machine.
set -eu
cd "$(dirname "$0")/.."

python=$(sh setup/find-python.sh)
tool=.cache/lock-tool
if ! "$tool/bin/uv" --version >/dev/null 2>&1; then
    "$python" -m venv --clear "$tool"
    "$tool/bin/python" -m pip --disable-pip-version-check install --quiet 'uv==0.13.8'
fi

# --universal: one file for every system and for Python 3.12 and newer.
# The two --no-emit options keep the address of whichever registry was asked out
# of the file; readers use their own.
"$tool/bin/uv" pip compile pyproject.toml --group dev \
    --universal --python-version 3.12 --generate-hashes \
    --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" \
    ${UPGRADE:+--upgrade} --quiet --output-file requirements.txt >/dev/null
echo "requirements.txt: $(grep -c '^[a-z0-9]' requirements.txt) packages"

if [ -n "${UPGRADE:-}" ]; then rm -f package-lock.json; fi
npm install --package-lock-only --ignore-scripts --no-audit --no-fund --silent
echo "package-lock.json: $(grep -c '"integrity"' package-lock.json) packages"
