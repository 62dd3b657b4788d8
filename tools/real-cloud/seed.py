#!/usr/bin/python3
"""Fills the cloud: 'seed.py identity' once keystone answers, 'seed.py rest'
once all the services do. Both may be run again: what is there already stays.

Leaves DATA/clouds.yaml, the ways to sign in, and DATA/seed.json, the ids and
secrets that a test needs beside them.
"""
import json
import os
import sys
import time
import urllib.parse

del sys.path[0]
from keystoneauth1 import exceptions as ksa_exceptions  # noqa: E402
from oauthlib import oauth1  # noqa: E402
import openstack  # noqa: E402
import yaml  # noqa: E402

E = os.environ
AUTH_URL = "http://{HOST}:{KEYSTONE_PORT}/v3".format(**E)
CLOUDS = E["DATA"] + "/clouds.yaml"
SEED = E["DATA"] + "/seed.json"

# The shared secret of RFC 6238's test vectors, in base32.
TOTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
APP_SECRET = "demo-app-secret"


def connect(user, password, project, **extra):
    return openstack.connect(
        load_yaml_config=False, load_envvars=False, auth_url=AUTH_URL,
        username=user, password=password, project_name=project,
        user_domain_name="Default", project_domain_name="Default",
        region_name=E["REGION"], **extra)


def admin(**extra):
    return connect("admin", E["ADMIN_PASSWORD"], "admin", **extra)


# --- who there is ---------------------------------------------------------------

def identity():
    """Users, catalog and every way to sign in."""
    ids = admin().identity
    roles = {r.name: r for r in ids.roles()}
    for name in ("member", "reader", "service"):
        if name not in roles:
            roles[name] = ids.create_role(name=name)
    domains = {d.name: d for d in ids.domains()}
    if "Elsewhere" not in domains:
        domains["Elsewhere"] = ids.create_domain(
            name="Elsewhere", description="has a user and a project demo too")
    projects, users = people(ids, roles, domains)
    catalog(ids)
    second_factors(ids, users)
    demo = connect("demo", E["DEMO_PASSWORD"], "demo")
    app = application_credential(demo)
    trust = demo_trust(demo, users["other"], projects["demo"])
    oauth = oauth1_access(ids, demo, projects["demo"], roles["member"])
    write_clouds(app.id, trust.id, oauth)
    write_seed({
        "region": E["REGION"],
        "authUrl": AUTH_URL,
        "tokenSeconds": int(E["TOKEN_SECONDS"]),
        "domains": {n: d.id for n, d in domains.items()},
        "roles": {n: r.id for n, r in roles.items()},
        # Named as in clouds.yaml; 'elsewhere' are those called demo in Elsewhere.
        "projects": {n: {"id": p.id, "name": p.name, "domainId": p.domain_id}
                     for n, p in projects.items()},
        "users": {n: {"id": u.id, "name": u.name, "domainId": u.domain_id,
                      "password": password_of(n)} for n, u in users.items()},
        "applicationCredentials": {"demo-app": {
            "id": app.id, "name": "demo-app", "secret": APP_SECRET,
            "userId": users["demo"].id, "projectId": projects["demo"].id}},
        "trusts": {"demo-trust": {
            "id": trust.id, "trustorId": users["demo"].id,
            "trusteeId": users["other"].id, "projectId": projects["demo"].id,
            "impersonation": True, "roles": ["member"]}},
        "totp": {"secret": TOTP_SECRET, "algorithm": "SHA1", "digits": 6,
                 "seconds": 30, "users": ["demo-totp", "demo-mfa"]},
        "multiFactor": {"demo-mfa": [["password", "totp"]]},
        "oauth1": oauth,
    })


def password_of(user):
    return E["ADMIN_PASSWORD"] if user == "admin" else E["DEMO_PASSWORD"]


def people(ids, roles, domains):
    projects = {p.name: p for p in ids.projects(domain_id="default")}
    users = {u.name: u for u in ids.users(domain_id="default")}
    for name in ("service", "demo", "other"):
        if name not in projects:
            projects[name] = ids.create_project(name=name, domain_id="default")

    def user(name, password, project, *wanted, **attrs):
        if name not in users:
            users[name] = ids.create_user(**{
                "name": name, "password": password, "domain_id": "default",
                "default_project_id": projects[project].id, **attrs})
        for role in wanted:
            ids.assign_project_role_to_user(
                project=projects[project], user=users[name], role=roles[role])

    for name in ("placement", "glance", "nova", "neutron", "cinder"):
        user(name, E["SERVICE_PASSWORD"], "service", "admin", "service")
    secret = E["DEMO_PASSWORD"]
    user("demo", secret, "demo", "member")
    user("demo-reader", secret, "demo", "reader")
    user("other", secret, "other", "member")
    user("demo-totp", secret, "demo", "member")
    user("demo-mfa", secret, "demo", "member")
    # With a default project, keystone scopes a sign-in that asks for no scope.
    user("demo-unscoped", secret, "demo", "member", default_project_id=None)
    ids.assign_domain_role_to_user(
        domain=domains["Default"], user=users["admin"], role=roles["admin"])

    elsewhere = domains["Elsewhere"].id
    found = list(ids.projects(domain_id=elsewhere, name="demo"))
    projects["elsewhere"] = found[0] if found else ids.create_project(
        name="demo", domain_id=elsewhere)
    found = list(ids.users(domain_id=elsewhere, name="demo"))
    users["elsewhere"] = found[0] if found else ids.create_user(
        name="demo", password=secret, domain_id=elsewhere)
    ids.assign_project_role_to_user(
        project=projects["elsewhere"], user=users["elsewhere"],
        role=roles["member"])
    for name in ("placement", "glance", "nova", "neutron", "cinder"):
        del users[name]
    return projects, users


def catalog(ids):
    wanted = [
        ("placement", "placement", "{PLACEMENT_PORT}"),
        ("compute", "nova", "{NOVA_PORT}/v2.1"),
        ("image", "glance", "{GLANCE_PORT}"),
        ("network", "neutron", "{NEUTRON_PORT}"),
    ]
    if E["WITH_CINDER"] == "1":
        wanted.append(("block-storage", "cinder", "{CINDER_PORT}/v3"))
        wanted.append(("volumev3", "cinderv3", "{CINDER_PORT}/v3/%(project_id)s"))
    services = {s.type: s for s in ids.services()}
    endpoints = {(e.service_id, e.interface) for e in ids.endpoints()}
    for kind, name, tail in wanted:
        if kind not in services:
            services[kind] = ids.create_service(type=kind, name=name)
        for interface in ("public", "internal", "admin"):
            if (services[kind].id, interface) not in endpoints:
                ids.create_endpoint(
                    service_id=services[kind].id, interface=interface,
                    region_id=E["REGION"],
                    url="http://{HOST}:".format(**E) + tail.format(**E))


# --- ways to sign in ------------------------------------------------------------

def second_factors(ids, users):
    for name in ("demo-totp", "demo-mfa"):
        who = users[name].id
        if not any(c.type == "totp" for c in ids.credentials(user_id=who)):
            ids.create_credential(type="totp", user_id=who, blob=TOTP_SECRET)
    # Straight through the API: the SDK's users have no options.
    ids.patch("/users/" + users["demo-mfa"].id, json={"user": {"options": {
        "multi_factor_auth_enabled": True,
        "multi_factor_auth_rules": [["password", "totp"]]}}}
    ).raise_for_status()


def application_credential(demo):
    """Made anew each time: its owner alone may, and its id has to be known."""
    me = demo.session.get_user_id()
    for old in demo.identity.application_credentials(me):
        if old.name == "demo-app":
            demo.identity.delete_application_credential(me, old)
    return demo.identity.create_application_credential(
        me, "demo-app", secret=APP_SECRET)


def demo_trust(demo, trustee, project):
    """Lets 'other' act as demo, in project demo."""
    me = demo.session.get_user_id()
    for trust in demo.identity.trusts(trustor_user_id=me):
        if trust.trustee_user_id == trustee.id:
            return trust
    return demo.identity.create_trust(
        trustor_user_id=me, trustee_user_id=trustee.id, project_id=project.id,
        is_impersonation=True, roles=[{"name": "member"}])


def oauth1_access(ids, demo, project, role):
    """Lets a consumer act as demo: OAuth 1.0a, its three steps."""
    made = ids.post("/OS-OAUTH1/consumers", json={
        "consumer": {"description": "demo-oauth1"}})
    made.raise_for_status()
    consumer = made.json()["consumer"]

    def signed(path, headers, **token):
        client = oauth1.Client(consumer["id"], client_secret=consumer["secret"],
                               **token)
        url, headers, _ = client.sign(AUTH_URL + path, "POST", headers=headers)
        answer = demo.session.post(url, headers=headers, authenticated=False)
        return dict(urllib.parse.parse_qsl(answer.text))

    asked = signed("/OS-OAUTH1/request_token",
                   {"Requested-Project-Id": project.id}, callback_uri="oob")
    agreed = demo.identity.put(
        "/OS-OAUTH1/authorize/" + asked["oauth_token"],
        json={"roles": [{"id": role.id}]})
    agreed.raise_for_status()
    verifier = agreed.json()["token"]["oauth_verifier"]
    access = signed("/OS-OAUTH1/access_token", {},
                    resource_owner_key=asked["oauth_token"],
                    resource_owner_secret=asked["oauth_token_secret"],
                    verifier=verifier)
    return {"consumerKey": consumer["id"], "consumerSecret": consumer["secret"],
            "accessKey": access["oauth_token"],
            "accessSecret": access["oauth_token_secret"]}


# --- what a test reads ----------------------------------------------------------

CLOUDS_HEADER = """\
# Made by seed.py, with this cloud's own ids. A demo-totp and a demo-mfa want a
# passcode too, which changes every 30 s: --os-passcode "$(passcode.py)", of the
# secret that seed.json has under totp.
"""


def write_clouds(app_id, trust_id, oauth):
    def cloud(auth, **extra):
        return {"region_name": E["REGION"], "identity_api_version": 3, **extra,
                "auth": {"auth_url": AUTH_URL, **auth}}

    def user(name, domain="Default"):
        return {"username": name, "password": password_of(name),
                "user_domain_name": domain}

    def project(name, domain="Default"):
        return {"project_name": name, "project_domain_name": domain}

    app = {"auth_type": "v3applicationcredential"}
    clouds = {
        "admin": cloud({**user("admin"), **project("admin")}),
        "demo": cloud({**user("demo"), **project("demo")}),
        "demo-reader": cloud({**user("demo-reader"), **project("demo")}),
        "other": cloud({**user("other"), **project("other")}),
        "elsewhere": cloud({**user("demo", "Elsewhere"),
                            **project("demo", "Elsewhere")}),
        "system": cloud({**user("admin"), "system_scope": "all"}),
        "demo-domain": cloud({**user("admin"), "domain_name": "Default"}),
        "demo-unscoped": cloud(user("demo-unscoped")),
        "demo-app": cloud({
            "application_credential_id": app_id,
            "application_credential_secret": APP_SECRET}, **app),
        "demo-app-by-name": cloud({
            "username": "demo", "user_domain_name": "Default",
            "application_credential_name": "demo-app",
            "application_credential_secret": APP_SECRET}, **app),
        "demo-trust": cloud({**user("other"), "trust_id": trust_id}),
        "demo-totp": cloud({
            "username": "demo-totp", "user_domain_name": "Default",
            **project("demo")}, auth_type="v3totp"),
        "demo-mfa": cloud({
            **user("demo-mfa"), **project("demo"),
            "auth_methods": ["v3password", "v3totp"]},
            auth_type="v3multifactor"),
        "demo-oauth1": cloud({
            "consumer_key": oauth["consumerKey"],
            "consumer_secret": oauth["consumerSecret"],
            "access_key": oauth["accessKey"],
            "access_secret": oauth["accessSecret"]},
            auth_type="v3oauth1"),
    }
    text = yaml.safe_dump({"clouds": clouds}, sort_keys=False)
    write(CLOUDS, CLOUDS_HEADER + text)


def write_seed(more):
    """Adds to seed.json, by its top names."""
    seed = {}
    if os.path.exists(SEED):
        with open(SEED) as file:
            seed = json.load(file)
    write(SEED, json.dumps({**seed, **more}, indent=2) + "\n")


def write(path, text):
    with open(os.open(path + ".new", os.O_CREAT | os.O_WRONLY | os.O_TRUNC,
                      0o600), "w") as file:
        file.write(text)
    os.rename(path + ".new", path)


# --- what there is --------------------------------------------------------------

def wait(what, check, limit=120):
    end = time.monotonic() + limit
    while not check():
        if time.monotonic() > end:
            sys.exit("seed: gave up waiting for " + what)
        time.sleep(0.3)


def rest():
    """Images, networks, a volume type and flavors; waits for every host."""
    cloud = admin()
    # While the computes, the slowest, come up.
    images(cloud)
    networks(cloud)
    if E["WITH_CINDER"] == "1":
        volumes(cloud)
    compute = cloud.compute
    have = {f.name for f in compute.flavors(is_public=None)}
    for name, fid, ram, disk, cpus in (
            ("m1.nano", "42", 64, 1, 1), ("m1.micro", "84", 128, 1, 1),
            ("m1.tiny", "1", 512, 1, 1), ("m1.small", "2", 2048, 20, 1),
            ("m1.medium", "3", 4096, 40, 2), ("m1.large", "4", 8192, 80, 4)):
        if name not in have:
            compute.create_flavor(name=name, id=fid, ram=ram, disk=disk,
                                  vcpus=cpus)
    hosts = set(sys.argv[2:])
    wait("the computes " + " ".join(sorted(hosts)),
         lambda: hosts <= {h.name for h in compute.hypervisors()}, 240)
    if "cmp-broken" in hosts:
        broken(cloud, have)
    write_seed(things(cloud))


def images(cloud):
    have = {i.name for i in cloud.image.images()}
    for name, size in (("tiny", 1024), ("tiny-2", 2048)):
        if name not in have:
            # Straight through the API: the SDK would hash, compare and wait.
            image = cloud.image.post("/images", json={
                "name": name, "disk_format": "raw",
                "container_format": "bare", "visibility": "public",
                "min_disk": 0, "min_ram": 0}).json()
            cloud.image.put(
                "/images/%s/file" % image["id"], data=b"\0" * size,
                headers={"Content-Type": "application/octet-stream"}
            ).raise_for_status()


def volumes(cloud):
    volume = cloud.block_storage
    if "blank" not in {t.name for t in volume.types()}:
        volume.create_type(name="blank",
                           extra_specs={"volume_backend_name": "blank"})
    wait("the volume service", lambda: any(
        s["binary"] == "cinder-volume" and s["state"] == "up"
        for s in volume.get("/os-services").json()["services"]))


def things(cloud):
    versions = {v["id"]: v for v in cloud.compute.get(
        "http://{HOST}:{NOVA_PORT}/".format(**E)).json()["versions"]}
    seed = {
        "catalog": {e["service_type"]: e["url"] for e in catalog_of(cloud)},
        "microversions": {"compute": {
            "min": versions["v2.1"]["min_version"],
            "max": versions["v2.1"]["version"]}},
        "flavors": {f.name: f.id for f in cloud.compute.flavors(is_public=None)},
        "hosts": sorted(h.name for h in cloud.compute.hypervisors()),
        "images": {i.name: i.id for i in cloud.image.images()},
        "networks": {n.name: {"id": n.id, "subnetIds": list(n.subnet_ids)}
                     for n in cloud.network.networks()},
        "routers": {r.name: r.id for r in cloud.network.routers()},
        "volumeTypes": {},
    }
    if E["WITH_CINDER"] == "1":
        seed["volumeTypes"] = {
            t.name: t.id for t in cloud.block_storage.types()}
    return seed


def catalog_of(cloud):
    """The public address of each service, as a project of this cloud sees it."""
    access = cloud.session.auth.get_access(cloud.session)
    for kind, endpoints in access.service_catalog.get_endpoints(
            interface="public").items():
        for endpoint in endpoints:
            yield {"service_type": kind, "url": endpoint["url"]}


def broken(cloud, have):
    """A flavor that lands on cmp-broken, and keeps all others off it."""
    placement = cloud.placement
    version = {"headers": {"OpenStack-API-Version": "placement 1.39"}}
    placement.put("/traits/CUSTOM_BROKEN", **version).raise_for_status()
    found = placement.get(
        "/resource_providers?name=cmp-broken", **version).json()
    provider = found["resource_providers"][0]["uuid"]
    url = "/resource_providers/%s/traits" % provider
    for _ in range(20):
        now = placement.get(url, **version).json()
        if "CUSTOM_BROKEN" in now["traits"]:
            break
        now["traits"].append("CUSTOM_BROKEN")
        try:  # 409 when the compute wrote its own traits at the same time
            placement.put(url, json=now, **version).raise_for_status()
        except ksa_exceptions.Conflict:
            time.sleep(0.3)
    compute = cloud.compute
    if "broken" not in {a.name for a in compute.aggregates()}:
        aggregate = compute.create_aggregate(name="broken")
        compute.add_host_to_aggregate(aggregate, "cmp-broken")
        compute.set_aggregate_metadata(
            aggregate, {"trait:CUSTOM_BROKEN": "required"})
    if "broken" not in have:
        flavor = compute.create_flavor(name="broken", id="666", ram=64, disk=1,
                                       vcpus=1)
        compute.create_flavor_extra_specs(
            flavor, {"trait:CUSTOM_BROKEN": "required"})


def networks(cloud):
    net = cloud.network
    have = {n.name: n for n in net.networks()}

    def network(name, cidr, **attrs):
        if name not in have:
            have[name] = net.create_network(name=name, **attrs)
            net.create_subnet(network_id=have[name].id, ip_version=4,
                              name=name + "-subnet", cidr=cidr,
                              is_dhcp_enabled=False)
        return have[name]

    network("public", "203.0.113.0/24", is_router_external=True,
            provider_network_type="flat",
            provider_physical_network="public")
    network("shared", "192.0.2.0/24", is_shared=True)
    demo = connect("demo", E["DEMO_PASSWORD"], "demo").network
    if "demo-net" not in {n.name for n in demo.networks()}:
        mine = demo.create_network(name="demo-net")
        subnet = demo.create_subnet(
            network_id=mine.id, ip_version=4, name="demo-subnet",
            cidr="198.51.100.0/24", is_dhcp_enabled=False)
        router = demo.create_router(
            name="demo-router",
            external_gateway_info={"network_id": have["public"].id})
        demo.add_interface_to_router(router, subnet_id=subnet.id)


if __name__ == "__main__":
    {"identity": identity, "rest": rest}[sys.argv[1]]()
