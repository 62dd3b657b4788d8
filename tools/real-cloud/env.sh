# shellcheck shell=bash disable=SC2034
# What every script here shares. Each value may be set in the environment
# before. Sourced, never run.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

: "${CLOUD_DATA:=${TMPDIR:-/tmp}/openstack-ts-cloud}"  # all state; the scripts take it as an argument too
: "${CLOUD_CACHE:=$HERE/.cache}"                       # the empty schemas, by package version; none: never kept

: "${KEYSTONE_PORT:=5000}" "${NOVA_PORT:=8774}" "${CINDER_PORT:=8776}"
: "${PLACEMENT_PORT:=8778}" "${GLANCE_PORT:=9292}" "${NEUTRON_PORT:=9696}"
: "${RABBIT_PORT:=5672}" "${RABBIT_DIST_PORT:=25672}" "${EPMD_PORT:=14369}"

: "${REGION:=RegionOne}"
: "${ADMIN_PASSWORD:=admin-secret}" "${DEMO_PASSWORD:=demo-secret}"
: "${SERVICE_PASSWORD:=service-secret}"

: "${COMPUTES:=3}"          # healthy compute services: cmp-1, cmp-2, …
: "${WITH_BROKEN:=1}"       # also cmp-broken, where no server boots (flavor "broken")
: "${WITH_CINDER:=1}"
: "${NEW_DEFAULTS:=false}"  # true: nova's newer policy defaults (reader, scopes)

: "${TOKEN_SECONDS:=3600}"   # how long a token is good for

HOST=127.0.0.1

# Debian's Python, whatever else (pyenv, a virtual environment) is in front.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset PYTHONHOME PYTHONPATH PYTHONSTARTUP VIRTUAL_ENV
unset "${!OS_@}" "${!PYENV_@}"
export LC_ALL=C.UTF-8
# Only loopback is spoken to; a proxy would get in between.
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
export no_proxy='*'

have_cinder() { [[ $WITH_CINDER == 1 ]]; }
compute_hosts() {
  local i
  for ((i = 1; i <= COMPUTES; i++)); do echo "cmp-$i"; done
  [[ $WITH_BROKEN != 1 ]] || echo cmp-broken
}
since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }
say() { printf '%s %6ss  %s\n' "$(date +%T)" "$(since "$START")" "$*"; }
die() { echo "error: $*" >&2; exit 1; }
# Something is missing or in the way: no second try would change that.
refuse() { echo "error: $*" >&2; exit 2; }
made_here() { [[ -e $1/.openstack-ts-cloud ]]; }

# --- processes ----------------------------------------------------------------
# Each is started in a group of its own (its workers are in it too) and written
# down in DATA/run: NAME.pid holds 'PID START', START as in /proc/PID/stat, so
# that a number that another process got since is never taken for ours, and
# NAME.cmd holds its command.
proc_start() {
  local s
  s=$(<"/proc/$1/stat") || return 1
  s=${s##*) }
  set -- $s
  [[ $1 != [ZX] ]] && echo "${20}"
} 2>/dev/null
pid_of() {  # NAME: its pid, while it runs
  local pid start
  read -r pid start <"$DATA/run/$1.pid" || return 1
  [[ $(proc_start "$pid") == "$start" ]] && echo "$pid"
} 2>/dev/null
running() { pid_of "$1" >/dev/null; }
start() {  # NAME COMMAND...
  local name=$1 pid
  shift
  printf '%q ' "$@" >"$DATA/run/$name.cmd"
  # 9 is the lock of up.sh, which must end with it.
  (cd "$DATA/tmp" && exec setsid "$@") >>"$DATA/log/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(proc_start "$pid")" >"$DATA/run/$name.pid"
}
# A process that nobody reaps does not count. Read to its end: grep -q would break the pipe, and pipefail lie.
live_groups() { { cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed 's/^.*) //' | awk '$1 != "Z" && $1 != "X" { print $3 }' | sort -u; }
end_within() {  # SECONDS PID...: whether these groups, workers included, end in time
  local tries=$(($1 * 5)) i
  shift
  for ((i = 0; i <= tries; i++)); do
    live_groups | grep -xF "$(printf '%s\n' "$@")" >/dev/null || return 0
    sleep 0.2
  done
  return 1
}
stop() {  # SECONDS NAME...: asks, then after so many seconds makes sure
  local seconds=$1 name pid left=0
  local -A pids=()
  shift
  for name; do ! pid=$(pid_of "$name") || pids[$name]=$pid; done
  if ((${#pids[@]} > 0)); then
    # A worker may outlive its parent, and hold its port.
    if ((seconds > 0)); then
      for pid in "${pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null; done
      end_within "$seconds" "${pids[@]}" || left=1
    fi
    if ((left || seconds == 0)); then
      for pid in "${pids[@]}"; do kill -KILL -- "-$pid" 2>/dev/null; done
      end_within 5 "${pids[@]}"
    fi
  fi
  for name; do
    if [[ ${pids[$name]:-} ]] && live_groups | grep -x "${pids[$name]}" >/dev/null; then
      echo "$name does not end" >&2
    else
      rm -f "$DATA/run/$name.pid"
    fi
  done
}
names() { local f; for f in "$DATA"/run/*.pid; do [[ ! -e $f ]] || basename "$f" .pid; done; }
