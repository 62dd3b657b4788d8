#!/usr/bin/env bash
# One process of a running cloud:
#   service.sh DATA list
#   service.sh DATA stop|start|restart|kill NAME
# kill ends it at once, as a crash would. A compute has looked at its servers
# once its start is reported.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[[ ${2:-} ]] || refuse "usage: service.sh DATA list | stop|start|restart|kill NAME"
DATA=$(cd "$1" 2>/dev/null && pwd) || refuse "no such folder: $1"
made_here "$DATA" || refuse "$DATA was not made by up.sh"
again() {
  local mark=$DATA/nova/${1#nova-compute-}/started i
  [[ -e $DATA/run/$1.cmd ]] || die "no process of this cloud is called $1"
  ! running "$1" || { echo "$1 runs"; return; }
  rm -f "$mark"
  eval "start $1 $(<"$DATA/run/$1.cmd")"
  [[ $1 == nova-compute-* ]] || return 0
  for ((i = 0; i < 300; i++)); do
    [[ ! -e $mark ]] || return 0
    running "$1" || break
    sleep 0.2
  done
  die "$1 did not come up"
}
[[ $2 == list || ${3:-} ]] || refuse "which process? service.sh $1 list names them"
case $2 in
  list)
    for f in "$DATA"/run/*.cmd; do
      n=$(basename "$f" .cmd)
      echo "$n $(pid_of "$n" || echo stopped)"
    done
    ;;
  stop) stop 5 "$3" ;;
  kill) stop 0 "$3" ;;
  start) again "$3" ;;
  restart) stop 5 "$3"; again "$3" ;;
  *) refuse "not known: $2 (list, stop, start, restart or kill)" ;;
esac
