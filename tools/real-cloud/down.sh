#!/usr/bin/env bash
# Stops the cloud in a data folder: down.sh [DATA] [--wipe]
# It ends only processes that up.sh wrote down there, and only while they are
# still the ones it started. Without --wipe the logs stay to be read.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
wipe=
DATA=$CLOUD_DATA
for arg; do
  case $arg in
    --wipe) wipe=1 ;;
    -*) refuse "not an option: $arg (usage: down.sh [DATA] [--wipe])" ;;
    *) DATA=$arg ;;
  esac
done
[[ -d $DATA ]] || { echo "down: nothing at $DATA"; exit 0; }
DATA=$(cd "$DATA" && pwd)
made_here "$DATA" || refuse "$DATA was not made by up.sh"

# All at once: the next start makes its state anew, so none has work to save.
rm -f "$DATA/ready"
mapfile -t all < <(names)
((${#all[@]} == 0)) || stop 5 "${all[@]}"
[[ -z $(names) ]] || die "left: $(names | paste -sd' ')"
[[ ! $wipe ]] || rm -rf "$DATA"
echo "down: stopped ${#all[@]} processes of $DATA${wipe:+, and wiped it}"
