#!/usr/bin/env bash
# Exercises a running cloud with Debian's openstack client: verify.sh [DATA]
# Prints a line for each check, and exits 0 if every one passed. 4 to 9 min.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
DATA=${1:-$CLOUD_DATA}
export OS_CLIENT_CONFIG_FILE=$DATA/clouds.yaml
command -v openstack >/dev/null || refuse "python3-openstackclient is missing: run 'pnpm cloud:install' first"
[[ -e $DATA/ready ]] || refuse "no cloud is up in $DATA: run 'pnpm cloud:up' first"
T0=$EPOCHREALTIME
passed=0 failed=0
V=2.92   # the most that Debian's client knows; nova itself has 2.93
demo() { openstack --os-cloud demo --os-compute-api-version $V "$@"; }
admin() { openstack --os-cloud admin --os-compute-api-version $V "$@"; }
ok() {  # WHAT COMMAND...: the command succeeds
  local what=$1 t=$EPOCHREALTIME out
  shift
  if out=$("$@" 2>&1); then
    passed=$((passed + 1)); printf 'ok    %5.1fs  %s\n' "$(since "$t")" "$what"
  else
    failed=$((failed + 1)); printf 'FAIL  %5.1fs  %s\n%s\n' "$(since "$t")" "$what" "$(tail -n 8 <<<"$out")"
  fi
}
# refuses PATTERN COMMAND...: it fails, and says so in these words
refuses() {
  local want=$1 out; shift
  if out=$("$@" 2>&1); then echo "it was let through"; return 1; fi
  [[ $out == *$want* ]] || { echo "$out"; return 1; }
}
# shellcheck disable=SC2053  # what is wanted is a pattern
isnt() { local bad=$1 got; shift; got=$("$@") || return 1; [[ $got && $got != $bad ]] || { echo "got '$got'"; return 1; }; }
# shellcheck disable=SC2053
is() { local want=$1; shift; local got; got=$("$@") || return 1; [[ $got == $want ]] || { echo "got '$got', not '$want'"; return 1; }; }
status() { demo server show "$1" -f value -c status; }
host() { admin server show "$1" -f value -c OS-EXT-SRV-ATTR:host; }
becomes() {  # SERVER STATUS: and no task is left
  local i got
  for ((i = 0; i < 40; i++)); do
    got=$(demo server show "$1" -f value -c status -c OS-EXT-STS:task_state | sort | paste -sd' ')
    [[ " $got " == *" $2 "* && " $got " == *" None "* ]] && return 0
    sleep 0.5
  done
  echo "it is '$got', not $2"
  return 1
}
then_is() { local server=$1 want=$2; shift 2; "$@" && becomes "$server" "$want"; }
tag=v$$
s=$tag-plain n=$tag-net b=$tag-broken v=$tag-vol f=$tag-fail

# --- ways to sign in ---------------------------------------------------------------
seeded() { /usr/bin/python3 -c 'import functools, json, sys
print(functools.reduce(lambda at, key: at[key], sys.argv[2:], json.load(open(sys.argv[1]))))' "$DATA/seed.json" "$@"; }
token() {  # CLOUD COLUMN
  local passcode=()
  [[ $1 != demo-totp && $1 != demo-mfa ]] || passcode=(--os-passcode "$("$HERE/passcode.py" "$(seeded totp secret)")")
  openstack --os-cloud "$1" "${passcode[@]}" token issue -f value -c "$2"
}
demo_project=$(seeded projects demo id)
for cloud in demo demo-reader demo-app demo-app-by-name demo-trust demo-totp demo-mfa demo-oauth1; do
  ok "$cloud signs in to project demo" is "$demo_project" token $cloud project_id
done
ok 'demo-trust acts as demo' is "$(seeded users demo id)" token demo-trust user_id
ok 'elsewhere signs in to its own project' is "$(seeded projects elsewhere id)" token elsewhere project_id
ok 'demo-domain is scoped to a domain' is default token demo-domain domain_id
ok 'system is scoped to the system' openstack --os-cloud system endpoint list
ok 'demo-unscoped signs in' is "$(seeded users demo-unscoped id)" token demo-unscoped user_id
ok 'demo-unscoped has no project' refuses 'No recognized column' token demo-unscoped project_id
# Keystone must not answer the second one from what the first one left behind.
ok 'demo-totp signs in again' is "$demo_project" token demo-totp project_id
# MFA: what the first factor alone brings is a 401, with a receipt for the next.
receipt() { /usr/bin/python3 - "$(seeded authUrl)" "$(seeded users demo-mfa id)" "$DEMO_PASSWORD" <<'PY'
import json, sys, urllib.error, urllib.request
url, user, password = sys.argv[1:]
body = {"auth": {"identity": {"methods": ["password"], "password": {"user": {"id": user, "password": password}}}}}
try:
    urllib.request.urlopen(urllib.request.Request(
        url + "/auth/tokens", json.dumps(body).encode(), {"Content-Type": "application/json"}))
except urllib.error.HTTPError as no:
    wants = json.load(no)["required_auth_methods"]
    print(no.code, "receipt" if no.headers["Openstack-Auth-Receipt"] else "no receipt", *wants[0])
PY
}
ok "demo-mfa's password alone brings a receipt" is '401 receipt password totp' receipt
ok 'a wrong password is refused' refuses '401' openstack --os-cloud demo --os-password wrong token issue

# --- a server's life ---------------------------------------------------------------
ok 'create, networks none' demo server create --flavor m1.nano --image tiny --nic none --wait $s
ok 'is ACTIVE' is ACTIVE status $s
((failed == 0)) || die 'no server can be created: the rest is not tried'
ok 'reboot soft' then_is $s ACTIVE demo server reboot --wait $s
ok 'reboot hard' then_is $s ACTIVE demo server reboot --hard --wait $s
ok 'stop' then_is $s SHUTOFF demo server stop $s
ok 'start' then_is $s ACTIVE demo server start $s
ok 'pause' then_is $s PAUSED demo server pause $s
ok 'unpause' then_is $s ACTIVE demo server unpause $s
ok 'suspend' then_is $s SUSPENDED demo server suspend $s
ok 'resume' then_is $s ACTIVE demo server resume $s
ok 'lock with a reason' demo server lock --reason 'kept for a test' $s
ok 'locked_reason is seen' is 'kept for a test' demo server show $s -f value -c locked_reason
# The owner may act on a server that the owner locked; an admin's lock holds.
ok 'unlock' demo server unlock $s
ok "admin's lock" admin server lock "$(demo server show $s -f value -c id)"
ok 'a locked server cannot be stopped' refuses 'HTTP 409' demo server stop $s
ok "unlock by admin" admin server unlock "$(demo server show $s -f value -c id)"
id=$(demo server show $s -f value -c id)
ok 'resize' then_is "$id" VERIFY_RESIZE demo server resize --flavor m1.micro --wait $s
ok 'resize confirm' then_is "$id" ACTIVE demo server resize confirm $s
ok 'resize again' then_is "$id" VERIFY_RESIZE demo server resize --flavor m1.nano --wait $s
ok 'resize revert' then_is "$id" ACTIVE demo server resize revert $s
h=$(host "$id")
ok 'cold migrate (admin)' then_is "$id" VERIFY_RESIZE admin server migrate --wait "$id"
ok 'migrate confirm' then_is "$id" ACTIVE admin server migration confirm "$id"
ok "left $h" isnt "$h" host "$id"
h=$(host "$id")
ok 'image of the server' demo server image create --name $tag-image --wait $s
ok 'the image is active' is active demo image show $tag-image -f value -c status
ok 'live migrate (admin)' then_is "$id" ACTIVE admin server migrate --live-migration --wait "$id"
ok "left $h" isnt "$h" host "$id"
ok 'migration list' admin server migration list --server "$id"
ok 'rescue' then_is "$id" RESCUE demo server rescue $s
ok 'unrescue' then_is "$id" ACTIVE demo server unrescue $s
ok 'shelve' then_is "$id" SHELVED_OFFLOADED demo server shelve $s
ok 'unshelve' then_is "$id" ACTIVE demo server unshelve $s
ok 'rebuild' then_is "$id" ACTIVE demo server rebuild --image tiny-2 --wait $s
ok 'properties' demo server set --property colour=blue --description 'a description' --tag t1 $s
ok 'console log' demo console log show $s
ok 'console url' demo console url show --novnc $s
h=$(host "$id")
ok "force $h down" admin compute service set --down "$h" nova-compute
# This client's own 'server evacuate' fails once it has asked for the work.
evacuate() { /usr/bin/python3 -c 'import openstack, sys
openstack.connect(cloud="admin").compute.post("/servers/%s/action" % sys.argv[1], json={"evacuate": {}}, microversion="2.93").raise_for_status()' "$1"; }
ok 'evacuate (admin)' then_is "$id" ACTIVE evacuate "$id"
ok "left $h" isnt "$h" host "$id"
ok "$h is refused until it restarted" refuses 'failed to set' admin compute service set --up "$h" nova-compute
ok "$h restarts" "$HERE/service.sh" "$DATA" restart "nova-compute-$h"
up_again() { local i; for ((i = 0; i < 40; i++)); do admin compute service set --up "$h" nova-compute && return; sleep 0.5; done; return 1; }
ok "$h up again" up_again
ok 'event list --long' demo server event list --long $s
ok 'actions seen' is '*create*' bash -c "openstack --os-cloud demo --os-compute-api-version $V server event list $s -f value -c Action | tac | paste -sd,"

# --- what fails ---------------------------------------------------------------------
# The client ends well even so; nova counts a build that it gave up as done.
ok 'create that fails' demo server create --flavor broken --image tiny --nic none --wait $b
ok 'is ERROR' is ERROR status $b
ok 'its fault is seen' is '*aborted*' demo server show $b -f value -c fault
request() { demo server event list "$1" -f json | /usr/bin/python3 -c 'import json, sys; print([r["Request ID"] for r in json.load(sys.stdin) if r["Action"] == sys.argv[1]][0])' "$2"; }
events() { local as=$1; shift; "$as" server event show "$1" "$(request "$1" "$2")" -f json -c events; }
ok 'resize that fails' then_is "$id" ERROR demo server resize --flavor broken $s
ok 'failed resize: its event has a traceback for admin' is '*compute_finish_resize*"Error"*"traceback": "  File*' events admin "$id" resize
ok 'failed resize: its event, for the owner' is '*compute_finish_resize*"Error"*' events demo "$id" resize
ok 'failed resize: no traceback for the owner' isnt '*raceback*' events demo "$id" resize
ok 'reset state (admin)' then_is "$id" ACTIVE admin server set --state active "$id"
ok 'create, told to fail' demo server create --flavor m1.nano --image tiny --nic none --property fake.fail=pause --wait $f
fid=$(demo server show $f -f value -c id)
ok 'pause that fails' then_is $f ACTIVE demo server pause $f
ok 'failed pause: its event' is '*compute_pause_instance*"Error"*told to fail: pause*' events admin "$fid" pause
ok 'told no more' demo server unset --property fake.fail $f
h=$(host "$fid")
ok "$h restarts" "$HERE/service.sh" "$DATA" restart "nova-compute-$h"
ok 'pause, after the restart' then_is $f PAUSED demo server pause $f
ok 'its power state' is 3 demo server show $f -f value -c OS-EXT-STS:power_state
ok 'unpause' then_is $f ACTIVE demo server unpause $f
ok 'another project sees nothing' refuses 'No server with a name or ID' openstack --os-cloud other server show "$id"
[[ $NEW_DEFAULTS == false ]] || ok 'a reader cannot create' refuses 'HTTP 403' openstack --os-cloud demo-reader --os-compute-api-version $V server create --flavor m1.nano --image tiny --nic none $tag-no
ok 'application credential' openstack --os-cloud demo-app server list
ok 'the list of services is not for members' refuses '403' demo compute service list
ok 'delete' demo server delete --wait $s $b $f
ok 'delete the image' demo image delete $tag-image

# --- networks and volumes -------------------------------------------------------------
ok 'create on a network' demo server create --flavor m1.nano --image tiny --network demo-net --wait $n
ok 'has an address' is '*198.51.100.*' demo server show $n -f value -c addresses
nid=$(demo server show $n -f value -c id)
ok 'its port is ACTIVE' is ACTIVE demo port list --server "$nid" -f value -c Status
ok 'its port is bound' is ovs admin port show "$(demo port list --server "$nid" -f value -c ID)" -f value -c binding_vif_type
ok 'create a port' demo port create --network shared $tag-port
ok 'attach the port' demo server add port $n $tag-port
ok 'two addresses' is '*192.0.2.*' demo server show $n -f value -c addresses
ok 'detach the port' demo server remove port $n $tag-port
ok 'floating ip' demo floating ip create public --description $tag
fip=$(demo floating ip list -f value -c 'Floating IP Address' | head -1)
ok 'floating ip to the server' demo server add floating ip $n "$fip"
ok 'resize on a network' then_is "$nid" VERIFY_RESIZE demo server resize --flavor m1.micro --wait $n
ok 'confirm' then_is "$nid" ACTIVE demo server resize confirm $n
ok 'live migrate on a network' then_is "$nid" ACTIVE admin server migrate --live-migration --wait "$nid"
ok 'its port is still ACTIVE' is ACTIVE demo port list --server "$nid" -f value -c Status
if have_cinder; then
  ok 'create a volume' demo volume create --size 1 $v
  vol_is() { local i; for ((i = 0; i < 40; i++)); do [[ $(demo volume show "$1" -f value -c status) == "$2" ]] && return; sleep 0.5; done; demo volume show "$1" -f value -c status; return 1; }
  ok 'available' vol_is $v available
  on=$tag-bfv
  ok 'boot from a volume' demo server create --flavor m1.nano --image tiny --boot-from-volume 1 --nic none --wait $on
  ok 'is ACTIVE' is ACTIVE status $on
  ok 'attach the volume' demo server add volume $on $v
  ok 'in-use' vol_is $v in-use
  ok 'detach the volume' demo server remove volume $on $v
  ok 'available again' vol_is $v available
  ok 'snapshot' demo volume snapshot create --volume $v $tag-snap
  ok 'extend' demo volume set --size 2 $v
  ok 'delete' demo server delete --wait $on
fi
ok 'delete' demo server delete --wait $n
demo port delete $tag-port; demo floating ip delete "$fip"
if have_cinder; then
  demo volume snapshot delete $tag-snap; sleep 2; demo volume delete $v
fi
printf 'in %ss\n%d passed, %d failed\n' "$(since "$T0")" "$passed" "$failed"
((failed == 0))
