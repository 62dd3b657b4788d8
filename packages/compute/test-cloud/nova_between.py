#!/usr/bin/python3
"""Asks the real cloud at those microversions whose answer schemas the contract beside this repository has not.

    packages/compute/test-cloud/nova_between.py ../shared/nova > packages/compute/test/recorded/nova-26-between.jsonl

With the cloud's clouds.yaml in OS_CLIENT_CONFIG_FILE, and seed.json beside that.
"""

import json
import os
import sys
import time
import warnings

warnings.simplefilter('ignore')

import openstack  # noqa: E402

NEWEST = 93
with open(os.path.join(sys.argv[1], 'response-schemas/index.json')) as file:
    index = json.load(file)
with open(os.path.join(os.path.dirname(os.environ['OS_CLIENT_CONFIG_FILE']), 'seed.json')) as file:
    seed = json.load(file)
admin, demo = (openstack.connect(cloud=name).compute for name in ('admin', 'demo'))
image = seed['images']['tiny']


def ask(nova, endpoint, method, path, version, body=None):
    answer = nova.request(path, method, microversion=version, json=body, raise_exc=False)
    row = {'endpoint': endpoint, 'microversion': version, 'method': method, 'path': path, 'body': body,
           'status': answer.status_code, 'answer': answer.json() if answer.text else None}
    print(json.dumps({key: value for key, value in row.items() if value is not None}, separators=(',', ':')))


def idle(path):
    while True:
        found = demo.get(path, microversion='2.1').json()['server']
        if found['status'] in ('ACTIVE', 'ERROR') and found['OS-EXT-STS:task_state'] is None:
            return
        time.sleep(0.5)


def ask_for(operation, version, path):
    if operation == 'GET /servers':
        ask(demo, 'servers.listSummaries', 'GET', '/servers', version)
    elif operation == 'GET /servers/detail':
        ask(demo, 'servers.list', 'GET', '/servers/detail', version)
    elif operation == 'GET /servers/{id}':
        ask(admin, 'servers.get', 'GET', path, version)
    elif operation == 'PUT /servers/{id}':
        ask(admin, 'servers.update', 'PUT', path, version, {'server': {'name': 'between'}})
    elif operation == 'POST /servers/{id}/action#rebuild':
        ask(demo, 'servers.rebuild', 'POST', path + '/action', version, {'rebuild': {'imageRef': image}})
        idle(path)
    else:
        action = demo.get(path + '/os-instance-actions', microversion='2.21').json()['instanceActions'][0]
        one = '%s/os-instance-actions/%s' % (path, action['request_id'])
        ask(admin, 'serverActions.get', 'GET', one, version)


wish = {'name': 'between', 'flavorRef': '42', 'imageRef': image, 'networks': [{'uuid': seed['networks']['demo-net']['id']}],
        'tags': ['a'], 'metadata': {'a': '1'}}
server = '/servers/' + demo.post('/servers', microversion='2.93', json={'server': wish}).json()['server']['id']
try:
    idle(server)
    for operation, entry in index.items():
        for found in entry['ranges']:
            if found['response'] == '(other set)' and int(found['min'].split('.')[1]) <= NEWEST:
                ask_for(operation, found['min'], server)
finally:
    demo.delete(server)
