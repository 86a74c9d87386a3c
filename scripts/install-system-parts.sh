#!/usr/bin/env bash
# Installs the optional system parts that some tests look at: a font, for plots as PNG. Does nothing where they are
# there already, and only says so where it cannot install.
set -euo pipefail
if find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name '*.ttf' -print -quit 2>/dev/null | grep -q .; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-dejavu-core >&2
else
  echo "no TrueType font found: install one (for example fonts-dejavu-core) for plots as PNG" >&2
fi
