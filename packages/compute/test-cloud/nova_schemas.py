#!/usr/bin/python3
"""Writes the schemas by which Debian's python3-nova judges requests, where the contract beside this repository has none.

    packages/compute/test-cloud/nova_schemas.py ../shared/nova > packages/compute/test/recorded/nova-26-schemas.jsonl

A line each: the operation, whether of its body or its query, and the microversions. The schemas are Nova's (Apache-2.0);
patterns that JavaScript cannot read are put as the contract has them.
"""

import ast
import glob
import importlib
import json
import os
import sys
import warnings

warnings.simplefilter('ignore')
sys.path.insert(0, '/usr/lib/python3/dist-packages')

NEWEST = 93
SCHEMA = ('schema', 'min_version', 'max_version')
PACKAGE = 'nova.api.openstack.compute'
FOLDER = '/usr/lib/python3/dist-packages/' + PACKAGE.replace('.', '/')
contract = sys.argv[1]


def read(name):
    with open(os.path.join(contract, name)) as file:
        return json.load(file)


def minor(version):
    return int(version.split('.')[1])


def value(node, module):
    """A microversion: a text, or the name of one, here or in a module that is imported here."""
    if isinstance(node, ast.Constant):
        return node.value
    return eval(ast.unparse(node), vars(importlib.import_module('%s.%s' % (PACKAGE, module))))


def decorators(module, method):
    """The names of a method's decorators, and what they are given, by the names of Nova's parameters."""
    for call in method.decorator_list:
        if isinstance(call, ast.Call):
            name = ast.unparse(call.func)
            order = ('min_version', 'max_version') if name.endswith('api_version') else SCHEMA
            given = dict(zip(order, call.args), **{item.arg: item.value for item in call.keywords})
            yield name, given


def range_of(given, module):
    oldest, newest = (value(given[key], module) if key in given else None for key in ('min_version', 'max_version'))
    return (1 if oldest in (None, '2.0') else minor(oldest)), (NEWEST if newest is None else minor(newest))


def schemas_of(module, method):
    """What the decorators of a controller's method say: kind, oldest and newest microversion, schema."""
    said = list(decorators(module, method))
    lives = [range_of(given, module) for name, given in said if name.endswith('api_version')]
    first, last = lives[0] if lives else (1, NEWEST)
    for name, given in said:
        if name in ('validation.schema', 'validation.query_schema'):
            oldest, newest = range_of(given, module)
            kind = 'query' if 'query' in name else 'request'
            yield kind, max(oldest, first), min(newest, last), value(given['schema'], module)


def controllers():
    for path in glob.glob(FOLDER + '/*.py'):
        module = os.path.basename(path)[:-3]
        with open(path) as file:
            tree = ast.parse(file.read())
        for kind in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
            for method in [node for node in kind.body if isinstance(node, ast.FunctionDef)]:
                # Some have since lost a part of their names.
                name = method.name.replace('_action_', '_')
                yield '%s.%s.%s' % (module, kind.name, name), list(schemas_of(module, method))


def in_javascript(schema, patterns):
    if isinstance(schema, dict):
        return {patterns.get(key, key): patterns.get(item, item) if key == 'pattern' else in_javascript(item, patterns)
                for key, item in schema.items()}
    return [in_javascript(item, patterns) for item in schema] if isinstance(schema, (list, tuple)) else schema


def wanted(operation, ranges, known):
    """Those of an operation without ranges, and those that a range says are elsewhere."""
    for kind, oldest, newest, schema in known:
        newest = min(newest, minor(operation['max_version'] or '2.%d' % NEWEST))
        # 2.0 is the old API, before microversions.
        if ranges is None and oldest <= newest:
            yield kind, oldest, newest, schema
        for entry in ranges or []:
            first = max(oldest, minor(entry['min'] or '2.1'))
            last = min(newest, minor(entry['max'] or '2.%d' % NEWEST))
            if entry[kind] == '(other set)' and first <= last:
                yield kind, first, last, schema


# A method may stand there several times, for different microversions.
known = {}
for controller, schemas in controllers():
    known.setdefault(controller, []).extend(schemas)
index = read('response-schemas/index.json')
patterns = read('response-schemas/patterns-js.json')
for operation in read('operations.json')['operations']:
    if operation['status'] not in ('current', 'removed-after-microversion'):
        continue
    ranges = index.get(operation['id'], {}).get('ranges')
    for kind, first, last, schema in wanted(operation, ranges, known.get(operation.get('controller'), [])):
        print(json.dumps({'operation': operation['id'], 'kind': kind, 'min': '2.%d' % first, 'max': '2.%d' % last,
                          'schema': in_javascript(schema, patterns)}))
