# Sourced by the other scripts: where the checkout is, how to speak, how to stop.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"

# All scripts read what tools answer, so the tools must answer in one language.
export LC_ALL=C.UTF-8

# One compiler cache serves every clone of the project on a machine: paths below the checkout count as relative.
# With precompiled headers the cache cannot see the time macros and definitions in them; ours have none.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=true CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '%s\n' "$*"; }

# One plain sentence on stderr, then out.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# MiB that an unprivileged program can still write in the folder.
free_mib() { df --output=avail -m "$1" | tail -n 1 | tr -d ' '; }

# need_room FOLDER MIB WHAT: stops before a full disk stops us half-way.
need_room() {
  local free
  free="$(free_mib "$1")"
  if ((free < $2)); then
    fail "the disk that holds $1 is full: $3 needs $2 MiB and $free MiB are free."
  fi
}

# The archive that this machine itself takes its Debian from, as apt understood the machine's settings, whatever
# file or format they stand in (proxies and transports go on being read from apt's own configuration).
debian_archive() {
  local codename archive
  codename="$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")"
  archive="$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v codename="$codename" '$1 == codename && $2 == "main" && !found { print $3; found = 1 }')"
  [[ -n "$archive" ]] || fail "apt's settings on this machine name no archive of Debian $codename to fetch from."
  printf '%s' "$archive"
}
