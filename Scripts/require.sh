#!/bin/sh
# Makes sure that a Swift 6 toolchain and the named Debian packages are there, installing the packages if it may.
#   Scripts/require.sh PACKAGE...
set -eu

if ! command -v swift >/dev/null 2>&1; then
    echo "There is no Swift toolchain: 'swift' is not on the PATH." >&2
    echo "Install Swift 6.2 or newer from https://www.swift.org/install/linux/ and try again." >&2
    exit 1
fi

missing=""
for package in "$@"; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
        *" installed") ;;
        *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "These packages are needed, under the names your system has for them:$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "Packages are missing, and only root may install them. Run this, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086  # the list is meant to fall into words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
