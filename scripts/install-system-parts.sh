#!/usr/bin/env bash
# Installs the optional system parts that some tests look at: a font, for plots as PNG, and OpenBLAS, for native linear
# algebra. Does nothing where they are there already, and only says so where it cannot install.
set -euo pipefail

# install PACKAGE WHAT-IS-MISSING
install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1" >&2; } && return
  fi
  echo "$2: install one (for example $1); tests that need it are skipped" >&2
}

has_font() {
  find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name '*.ttf' -print -quit 2>/dev/null | grep -q .
}
has_blas() {
  [ -n "${NEUROLOOM_BLAS:-}" ] || [ "$(uname)" = Darwin ] || { ldconfig -p 2>/dev/null || true; } | grep -q 'libopenblas\|libmkl_rt'
}

has_font || install fonts-dejavu-core "no TrueType font for plots as PNG"
has_blas || install libopenblas0-pthread "no BLAS library for native linear algebra"
