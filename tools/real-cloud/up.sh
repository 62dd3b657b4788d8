#!/usr/bin/env bash
# Starts a real OpenStack control plane on loopback: up.sh [--try-twice] [DATA]
# Its state is made from nothing in DATA, unless the cloud there runs already.
# --try-twice, for CI: if it does not come up, it is started once more.
# Exits 0 once it is up, 1 if it did not come up (after the tail of the log that
# says why), 2 if something is missing or in the way.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
START=$EPOCHREALTIME
DATA=$CLOUD_DATA
tries=1
for arg; do
  case $arg in
    --try-twice) tries=2 ;;
    -*) refuse "not an option: $arg (usage: up.sh [--try-twice] [DATA])" ;;
    *) DATA=$arg ;;
  esac
done
if ((tries == 2)); then
  code=0
  "$HERE/up.sh" "$DATA" || code=$?
  if ((code == 1)); then
    echo "up: started once more" >&2
    code=0
    "$HERE/up.sh" "$DATA" || code=$?
  fi
  exit "$code"
fi

for needed in /usr/bin/python3 mariadbd mariadb-install-db mariadb uwsgi /usr/lib/rabbitmq/bin/rabbitmq-server \
  epmd setsid flock awk; do
  command -v "$needed" >/dev/null || refuse "$needed is missing: run 'pnpm cloud:install' first"
done
for needed in keystone placement nova glance neutron cinder openstack; do
  compgen -G "/usr/lib/python3/dist-packages/$needed/__init__.py" >/dev/null ||
    refuse "Debian's Python library $needed is missing: run 'pnpm cloud:install' first"
done

mkdir -p "$DATA" 2>/dev/null || refuse "the data folder cannot be made: $DATA"
DATA=$(cd "$DATA" && pwd)
CONF=$DATA/conf LOG=$DATA/log
export DATA CONF HOST REGION ADMIN_PASSWORD DEMO_PASSWORD SERVICE_PASSWORD \
  KEYSTONE_PORT NOVA_PORT CINDER_PORT PLACEMENT_PORT GLANCE_PORT NEUTRON_PORT \
  RABBIT_PORT WITH_CINDER NEW_DEFAULTS TOKEN_SECONDS
# A Unix socket's path holds 107 characters.
((${#DATA} <= 80)) || refuse "the path of the data folder is over 80 characters: $DATA"
# Whoever comes second waits, and then finds that it runs already.
exec 9>"$DATA.lock"
flock 9

mapfile -t HOSTS < <(compute_hosts)
processes=(epmd rabbitmq mariadb keystone placement glance nova-conductor
  nova-scheduler nova-api "${HOSTS[@]/#/nova-compute-}" neutron)
! have_cinder || processes+=(cinder-api cinder-scheduler cinder-volume)
ended() { local n; for n in "${processes[@]}"; do running "$n" || echo "$n"; done; }

if [[ -e $DATA/ready ]]; then
  gone=$(ended | paste -sd' ')
  if [[ ! $gone ]]; then
    echo "up: runs already: $DATA/clouds.yaml"
    exit 0
  fi
  echo "up: made anew, because these have ended: $gone"
fi
if made_here "$DATA"; then
  "$HERE/down.sh" "$DATA" --wipe
  mkdir -p "$DATA"
elif [[ -n $(ls -A "$DATA") ]]; then
  refuse "$DATA is neither empty nor made by this script: give another data folder"
fi
touch "$DATA/.openstack-ts-cloud"
chmod 700 "$DATA"

ports=("$KEYSTONE_PORT" "$NOVA_PORT" "$PLACEMENT_PORT" "$GLANCE_PORT"
  "$NEUTRON_PORT" "$RABBIT_PORT" "$RABBIT_DIST_PORT" "$EPMD_PORT")
! have_cinder || ports+=("$CINDER_PORT")
for port in "${ports[@]}"; do
  ! (exec 3<>"/dev/tcp/$HOST/$port") 2>/dev/null ||
    refuse "port $port is taken: end what listens there, or choose another (README.md, Settings)"
done

# --- when it does not come up -----------------------------------------------------
blame() {  # NAME...: the ends of these logs
  local name
  for name; do
    [[ -s $LOG/$name.log ]] || continue
    echo "--- the end of $LOG/$name.log"
    tail -n 25 "$LOG/$name.log"
  done >&2
}
complaints() {  # what any service logged as an error, the last lines of each
  local file
  for file in "$LOG"/*.log; do
    ! grep -qE ' (ERROR|CRITICAL) |^[A-Za-z.]*Error: ' "$file" || {
      echo "--- errors in $file"
      grep -E ' (ERROR|CRITICAL) |^[A-Za-z.]*Error: ' "$file" | tail -n 8 | cut -c1-300
    }
  done >&2
}
give_up() {
  local code=$?
  trap - EXIT
  ((code != 0)) || exit 0
  # shellcheck disable=SC2046  # a list of numbers
  kill $(jobs -rp) 2>/dev/null || true
  "$HERE/down.sh" "$DATA" >/dev/null 2>&1 || true
  echo "up: failed after $(since "$START") s; everything is stopped, the logs are in $LOG" >&2
  exit "$code"
}
trap give_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$CONF" "$LOG" "$DATA"/{run,lock,policy,nova,neutron,cinder,tmp,rabbit} \
  "$DATA"/glance/{images,staging,tasks} "$DATA"/keystone/{fernet,credential}-keys
for s in keystone placement glance nova neutron cinder; do
  mkdir -p "$DATA/policy/$s.d"
  echo '# rules that differ from the defaults' >"$DATA/policy/$s.yaml"
done
# Else only an admin may let an OAuth consumer act in its own name.
echo '"identity:authorize_request_token": ""' >>"$DATA/policy/keystone.yaml"
for t in keystone.conf placement.conf glance.conf nova.conf neutron.conf \
  cinder.conf rabbitmq.conf; do
  "$HERE/render.py" "$HERE/conf/$t" "$CONF/$t"
done
cp "$HERE"/conf/*.ini "$HERE"/conf/*.json "$CONF/"

# until_true SECONDS NAME COMMAND...: NAME is the process that must live on
until_true() {
  local end=$((SECONDS + $1)) name=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    running "$name" || { blame "$name"; die "$name ended"; }
    ((SECONDS < end)) || { complaints; blame "$name"; die "$name did not come up"; }
    sleep 0.2
  done
}
listens() { (exec 3<>"/dev/tcp/$HOST/$1"); }
answers() {  # PORT PATH: any HTTP answer below 500
  local line
  exec 3<>"/dev/tcp/$HOST/$1" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "$2" "$HOST" "$1" >&3
  read -r -t 20 line <&3 || line=
  exec 3>&-
  [[ $line =~ ^HTTP/1.[01]\ [234] ]]
}
# shellcheck disable=SC2120  # also run by until_true
sql() { mariadb --no-defaults -S "$DATA/run/mysql.sock" -uroot "$@"; }

# --- message bus (comes up while the database is made) --------------------------
export ERL_EPMD_ADDRESS=$HOST ERL_EPMD_PORT=$EPMD_PORT
start epmd epmd -address "$HOST" -port "$EPMD_PORT"
until_true 10 epmd listens "$EPMD_PORT"
echo '[].' >"$CONF/rabbitmq-plugins"
: >"$CONF/rabbitmq-env.conf"
start rabbitmq env HOME="$DATA/rabbit" \
  ERL_EPMD_ADDRESS="$HOST" ERL_EPMD_PORT="$EPMD_PORT" \
  RABBITMQ_CONF_ENV_FILE="$CONF/rabbitmq-env.conf" \
  RABBITMQ_CONFIG_FILE="$CONF/rabbitmq.conf" \
  RABBITMQ_ENABLED_PLUGINS_FILE="$CONF/rabbitmq-plugins" \
  RABBITMQ_NODENAME=cloud@localhost RABBITMQ_DIST_PORT="$RABBIT_DIST_PORT" \
  RABBITMQ_MNESIA_BASE="$DATA/rabbit/mnesia" RABBITMQ_LOG_BASE="$LOG" \
  RABBITMQ_LOGS=- \
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none' \
  /usr/lib/rabbitmq/bin/rabbitmq-server

# --- database -------------------------------------------------------------------
databases=(keystone placement glance neutron nova_api nova_cell0 nova_cell1)
! have_cinder || databases+=(cinder)
as_root=()
((EUID != 0)) || as_root=(--user=root)
start_mariadb() {
  # Nothing here must outlive a crash: no sync, no doublewrite.
  start mariadb mariadbd --no-defaults "${as_root[@]}" \
    --datadir="$DATA/mysql" --socket="$DATA/run/mysql.sock" --tmpdir="$DATA/tmp" \
    --pid-file="$DATA/run/mariadb.own" --skip-networking --skip-name-resolve \
    --skip-log-bin --performance-schema=OFF --max-connections=1000 \
    --character-set-server=utf8mb3 --innodb-buffer-pool-size=256M \
    --innodb-log-file-size=48M --innodb-flush-log-at-trx-commit=0 \
    --innodb-flush-method=nosync --innodb-doublewrite=OFF
  until_true 240 mariadb sql -e 'SELECT 1'
}

# The empty schemas are the same each time, and making them takes most of a
# start, so they are kept. CLOUD_CACHE=none makes them anew.
versions=$(dpkg-query -W -f '${Package}=${Version}\n' mariadb-server-core \
  python3-{keystone,placement,glance,nova,neutron,cinder} 2>/dev/null) || true
key=$(printf '%s\n' "$versions" "${databases[@]}" "user $EUID" | sha256sum | cut -c1-16)
template=
[[ $CLOUD_CACHE == none ]] || ! mkdir -p "$CLOUD_CACHE" 2>/dev/null || template=$CLOUD_CACHE/schemas-$key

py() { "$HERE/run.py" "$@"; }
manage_nova=(py nova-manage nova.cmd.manage:main --config-file "$CONF/nova.conf")
schema() {  # NAME COMMAND...
  local name=$1 t=$EPOCHREALTIME
  shift
  "$@" >"$LOG/schema-$name.log" 2>&1 || { blame "schema-$name"; return 1; }
  say "schema: $name ($(since "$t")s)"
}
lane_a() {
  schema keystone py keystone-manage keystone.cmd.manage:main --config-file "$CONF/keystone.conf" db_sync &&
    schema nova-cell1 "${manage_nova[@]}" db sync --local_cell &&
    schema glance py glance-manage glance.cmd.manage:main --config-file "$CONF/glance.conf" db_sync &&
    { ! have_cinder || schema cinder py cinder-manage cinder.cmd.manage:main --config-file "$CONF/cinder.conf" db sync; }
}
lane_b() {
  # The cells' addresses are patterns that nova fills from its configuration,
  # so they hold in any data folder and on any port.
  local url='{scheme}://{username}@{hostname}'
  schema nova-api "${manage_nova[@]}" api_db sync &&
    schema nova-cell0 "${manage_nova[@]}" --config-file "$CONF/nova-cell0.conf" db sync --local_cell &&
    schema map-cell0 "${manage_nova[@]}" cell_v2 map_cell0 --database_connection "$url/nova_cell0?{query}" &&
    schema map-cell1 "${manage_nova[@]}" cell_v2 create_cell --name cell1 \
      --database_connection "$url/{path}?{query}" \
      --transport-url '{scheme}://{username}:{password}@{hostname}:{port}/' &&
    schema neutron py neutron-db-manage neutron.db.migration.cli:main --config-file "$CONF/neutron.conf" upgrade heads &&
    schema placement env OS_PLACEMENT_CONFIG_DIR="$CONF" placement-manage --config-file "$CONF/placement.conf" db sync
}
if [[ $template && -e $template/complete ]]; then
  cp -a "$template/mysql" "$DATA/mysql"
  start_mariadb
  say "database up, with the schemas in $template"
else
  mariadb-install-db --no-defaults "${as_root[@]}" --datadir="$DATA/mysql" \
    --auth-root-authentication-method=normal --skip-test-db \
    --skip-name-resolve >"$LOG/mariadb-install.log" 2>&1
  start_mariadb
  say "database up, empty"
  printf 'CREATE DATABASE %s;\n' "${databases[@]}" | sql
  "$HERE/render.py" /dev/stdin "$CONF/nova-cell0.conf" \
    <<<$'[database]\nconnection = @DB:nova_cell0@'
  lane_a & a=$!
  lane_b & b=$!
  wait "$a" && wait "$b" || die "a schema could not be made"
  if [[ $template ]]; then
    # Ended cleanly, its files can be copied.
    kill -TERM "$(pid_of mariadb)"
    while running mariadb; do sleep 0.1; done
    rm -rf "$template"
    mkdir -p "$template"
    cp -a "$DATA/mysql" "$template/mysql"
    touch "$template/complete"
    start_mariadb
    say "schemas kept in $template"
  fi
fi

# --- keystone and placement -----------------------------------------------------
for k in fernet credential; do
  for i in 0 1; do
    head -c 32 /dev/urandom | base64 | tr '+/' '-_' >"$DATA/keystone/$k-keys/$i"
  done
  chmod -R go= "$DATA/keystone/$k-keys"
done
web() {  # NAME PORT WSGI-SCRIPT
  NAME=$1 PORT=$2 WSGI=$3 "$HERE/render.py" "$HERE/conf/uwsgi.ini" "$CONF/$1-uwsgi.ini"
  start "$1" env OS_KEYSTONE_CONFIG_DIR="$CONF" OS_PLACEMENT_CONFIG_DIR="$CONF" \
    uwsgi --ini "$CONF/$1-uwsgi.ini"
}
web placement "$PLACEMENT_PORT" /usr/bin/placement-api
py keystone-manage keystone.cmd.manage:main --config-file "$CONF/keystone.conf" \
  bootstrap --bootstrap-password "$ADMIN_PASSWORD" --bootstrap-region-id "$REGION" \
  --bootstrap-admin-url "http://$HOST:$KEYSTONE_PORT/v3/" \
  --bootstrap-internal-url "http://$HOST:$KEYSTONE_PORT/v3/" \
  --bootstrap-public-url "http://$HOST:$KEYSTONE_PORT/v3/" \
  >"$LOG/keystone-bootstrap.log" 2>&1 ||
  { blame keystone-bootstrap; die "keystone could not be bootstrapped"; }
# Only now: what keystone looked up before, it keeps for a while.
web keystone "$KEYSTONE_PORT" /usr/bin/keystone-wsgi-public

# --- the rest -------------------------------------------------------------------
until_true 240 rabbitmq listens "$RABBIT_PORT"
say "message bus up"
extend=()
service() {  # NAME MODULE CONF...: with the plugins of this folder in reach
  local name=$1 module=$2 args=() c
  shift 2
  for c; do args+=(--config-file "$CONF/$c.conf"); done
  start "$name" env PYTHONPATH="$HERE/plugins" PYTHONDONTWRITEBYTECODE=1 \
    "${extend[@]}" "$HERE/run.py" "$name" "$module:main" "${args[@]}"
}
until_true 240 keystone answers "$KEYSTONE_PORT" /v3
seed() { "$HERE/seed.py" "$@" >"$LOG/seed-$1.log" 2>&1; }
seed identity &
identity=$!
service nova-api nova.cmd.api_os_compute nova
service glance glance.cmd.api glance
service neutron neutron.cmd.eventlet.server neutron
! have_cinder || for s in api scheduler volume; do service "cinder-$s" "cinder.cmd.$s" cinder; done
wait "$identity" || { complaints; blame seed-identity; die "users and catalog could not be made"; }
say "keystone up, its users and catalog made"
# These log in at their start, and end if they cannot; a compute that misses
# placement looks for it again only a minute later.
until_true 240 placement answers "$PLACEMENT_PORT" /
service nova-conductor nova.cmd.conductor nova
service nova-scheduler nova.cmd.scheduler nova
# A compute reaches the databases through the conductor alone.
awk '/^\[/ { keep = $0 !~ /^\[(api_)?database\]/ } keep' "$CONF/nova.conf" >"$CONF/nova-compute.conf"
mkdir -p "$DATA/nova/provider_config"
extend=(EXTEND="nova.virt=$HERE/plugins/nova_virt")
for h in "${HOSTS[@]}"; do
  mkdir -p "$DATA/nova/$h"
  {
    echo "[DEFAULT]"
    echo "host = $h"
    echo "state_path = $DATA/nova/$h"
    [[ $h != cmp-broken ]] || echo "compute_driver = obedient.BrokenDriver"
  } >"$CONF/nova-$h.conf"
  service "nova-compute-$h" nova.cmd.compute nova-compute "nova-$h"
done
until_true 240 nova-api answers "$NOVA_PORT" /
until_true 240 glance answers "$GLANCE_PORT" /healthcheck
until_true 240 neutron answers "$NEUTRON_PORT" /
! have_cinder || until_true 240 cinder-api answers "$CINDER_PORT" /
say "every API answers"
seed rest "${HOSTS[@]}" || { complaints; blame seed-rest; die "the cloud could not be filled"; }
mapfile -t gone < <(ended)
((${#gone[@]} == 0)) || { blame "${gone[@]}"; die "these have ended: ${gone[*]}"; }
touch "$DATA/ready"
say "ready: $DATA/clouds.yaml and seed.json"
