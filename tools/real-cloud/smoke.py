#!/usr/bin/python3
"""A first server, then COUNT at once: smoke.py [DATA] [COUNT]

Boots, stops, starts and deletes them as a member of a project, ten at a time.
Exits 0 if each came through. COUNT is 20 unless told, and at most 100.
"""
import concurrent.futures
import os
import sys
import time

del sys.path[0]
data = (sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CLOUD_DATA")
        or os.environ.get("TMPDIR", "/tmp") + "/openstack-ts-cloud")
if not os.path.exists(data + "/ready"):
    sys.exit("error: no cloud is up in %s: run 'pnpm cloud:up' first" % data)
count = min(int(sys.argv[2]) if len(sys.argv) > 2 else 20, 100)
os.environ["OS_CLIENT_CONFIG_FILE"] = data + "/clouds.yaml"
import openstack  # noqa: E402

cloud = openstack.connect(cloud="demo")
compute = cloud.compute
compute.default_microversion = "2.90"
image = cloud.image.find_image("tiny").id
network = cloud.network.find_network("demo-net").id


def wait(server, *states):
    end = time.monotonic() + 120
    while True:
        server = compute.get_server(server.id)
        if server.status in states and server.task_state is None:
            return server
        if server.status == "ERROR" or time.monotonic() > end:
            raise RuntimeError("%s is %s (%s)" % (
                server.name, server.status, server.task_state))
        time.sleep(0.2)


def boot(name, networks="none"):
    return wait(compute.create_server(
        name=name, image_id=image, flavor_id="42", networks=networks), "ACTIVE")


def life(number):
    with_port = number % 2
    server = boot("smoke-%d" % number,
                  [{"uuid": network}] if with_port else "none")
    compute.stop_server(server)
    wait(server, "SHUTOFF")
    compute.start_server(server)
    wait(server, "ACTIVE")
    compute.delete_server(server)
    compute.wait_for_delete(server, interval=0.5, wait=60)


start = time.monotonic()
first = boot("smoke-first")
print("first server ACTIVE after %.1fs" % (time.monotonic() - start), flush=True)
compute.delete_server(first)
start = time.monotonic()
bad = 0
with concurrent.futures.ThreadPoolExecutor(10) as pool:
    for done in concurrent.futures.as_completed(
            [pool.submit(life, n) for n in range(count)]):
        if done.exception():
            bad += 1
            print("FAIL", done.exception())
print("%d servers, ten at a time, in %.1fs: %d failed"
      % (count, time.monotonic() - start, bad))
sys.exit(1 if bad else 0)
