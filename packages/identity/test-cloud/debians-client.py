#!/usr/bin/python3
"""Signs in with Debian's openstacksdk and prints what the tokens are for, as JSON.

debians-client.py PASSCODE CLOUD...  reads OS_CLIENT_CONFIG_FILE.
"""
import json
import sys

import openstack.config

passcode, clouds = sys.argv[1], sys.argv[2:]
result = {}
for name in clouds:
    wanted = {"passcode": passcode} if name in ("demo-totp", "demo-mfa") else {}
    region = openstack.config.OpenStackConfig(load_envvars=True).get_one(cloud=name, **wanted)
    session = region.get_session()
    token = session.auth.get_access(session)._data["token"]
    trust = token.get("OS-TRUST:trust")
    result[name] = {
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
print(json.dumps(result))
