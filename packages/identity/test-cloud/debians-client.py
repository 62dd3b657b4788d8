#!/usr/bin/python3
"""Signs in with Debian's openstacksdk and prints what the tokens are for, or that it was refused, as JSON.

debians-client.py PASSCODE CLOUD...  reads OS_CLIENT_CONFIG_FILE.
"""
import json
import sys

import openstack.config

passcode, clouds = sys.argv[1], sys.argv[2:]


def facts_of(name):
    wanted = {"passcode": passcode} if name.startswith(("demo-totp", "demo-mfa")) else {}
    region = openstack.config.OpenStackConfig(load_envvars=True).get_one(cloud=name, **wanted)
    session = region.get_session()
    if name.endswith("-unscoped"):
        # The plugins know how, but no key of clouds.yaml says it.
        session.auth.unscoped = True
    token = session.auth.get_access(session)._data["token"]
    trust = token.get("OS-TRUST:trust")
    return {
        "user": token["user"]["id"],
        "userDomain": token["user"]["domain"]["id"],
        "project": token.get("project", {}).get("id"),
        "domain": token.get("domain", {}).get("id"),
        "system": "system" in token,
        "trust": trust["id"] if trust else None,
        "roles": sorted(role["name"] for role in token.get("roles", [])),
        "methods": sorted(token["methods"]),
        "services": sorted({entry["type"] for entry in token.get("catalog", [])}),
    }


def outcome_of(name):
    try:
        return facts_of(name)
    except Exception as error:  # whatever it says, a refusal is an outcome
        return {"refused": getattr(error, "http_status", None), "because": f"{type(error).__name__}: {error}"}


print(json.dumps({name: outcome_of(name) for name in clouds}))
