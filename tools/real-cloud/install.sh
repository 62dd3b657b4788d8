#!/usr/bin/env bash
# Installs, from Debian 12's own packages, everything that up.sh and verify.sh
# need. It may be run again: what is here already stays, and then root is not
# needed either.
#
# Of the OpenStack projects only the libraries are taken (python3-nova, not
# nova-api and so on): nothing then asks a debconf question, creates a
# database, adds a service or writes a file under /etc/<project>.
#
# WITHOUT_CLIENT=1 leaves out the reference client, which only verify.sh and
# the comparing tests use.
set -euo pipefail
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
T0=$EPOCHREALTIME

say() { echo "install: $*"; }
die() { echo "error: $*" >&2; exit 2; }
distribution() { (. /etc/os-release 2>/dev/null && echo "${ID:-unknown} ${VERSION_ID:-}") || echo unknown; }

PACKAGES=(
  python3-keystone python3-placement python3-nova python3-glance
  python3-neutron python3-cinder
  python3-openstacksdk                     # seed.py and smoke.py speak through it
  uwsgi-core uwsgi-plugin-python3          # serves keystone and placement
  rabbitmq-server                          # message bus, started by hand
  mariadb-server-core mariadb-client-core  # database, started by hand
)
[[ ${WITHOUT_CLIENT:-} ]] || PACKAGES+=(python3-openstackclient)

[[ $(distribution) == 'debian 12' ]] ||
  die "the real cloud is made of Debian 12's packages, and this is $(distribution): use a Debian 12 machine or container"

missing=()
for package in "${PACKAGES[@]}"; do
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  say "all ${#PACKAGES[@]} packages are here already"
  exit 0
fi
((EUID == 0)) ||
  die "${#missing[@]} packages are missing and only root can install them (try sudo): ${missing[*]}"

# No package may start a service. A policy that is here already stays as it is.
log=$(mktemp)
policy=/usr/sbin/policy-rc.d
made_policy=
trap 'rm -f "$log"; [[ ! $made_policy ]] || rm -f "$policy"' EXIT
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  made_policy=1
elif ! grep -q 'exit 101' "$policy"; then
  say "$policy is here and does not say 'exit 101': services may start"
fi

export DEBIAN_FRONTEND=noninteractive
# Another apt-get may hold the lists or dpkg's lock for a while.
apt() { apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1; }
failed() { tail -n 15 "$log" >&2; die "$1"; }
say "${#missing[@]} packages are missing: fetching Debian's lists"
for try in 1 2 3 4; do
  apt update && break
  ((try < 4)) || failed "apt-get update failed: is there a network, and a Debian mirror in /etc/apt?"
  sleep 5
done
say "installing them and what they need, about 140 MB"
apt install -y --no-install-recommends \
  -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold \
  "${missing[@]}" || failed "apt-get could not install: ${missing[*]}"
say "done in $(awk -v a="$T0" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.0f", b - a }') s"
