"""Lists and gets what is in the real cloud with openstacksdk: a question in, the attributes as they came in JSON out."""

import datetime
import json
import sys
import warnings

warnings.simplefilter('ignore')

import openstack  # noqa: E402
import openstack.compute.v2.extension  # noqa: E402
import openstack.compute.v2.quota_set  # noqa: E402
import openstack.compute.v2.server_action  # noqa: E402
import openstack.compute.v2.server_migration  # noqa: E402

asked = json.load(sys.stdin)
server = asked['serverId']
mover = asked['moverId']
flavor = asked['flavorId']
project = asked['projectId']
mine = asked['name']
period = [datetime.datetime.fromisoformat(asked[key].rstrip('Z')).isoformat() for key in ('start', 'end')]
accounts = {name: openstack.connect(cloud=name).compute for name in ('admin', 'demo')}


def wire(value):
    """What openstacksdk kept of a body, under the names that the body had."""
    if isinstance(value, openstack.resource.Resource):
        return {key: wire(item) for key, item in value._body.attributes.items()}
    if isinstance(value, dict):
        return {key: wire(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [wire(item) for item in value]
    return value


def versions_of(resources):
    return sorted({item.microversion for item in resources if getattr(item, 'microversion', None)})


def both(items, get=None):
    listed = list(items)
    got = [get(item) for item in listed] if get else []
    return {'list': wire(listed), 'get': wire(got), 'listedAt': versions_of(listed), 'gotAt': versions_of(got)}


def one(item):
    return {'list': [], 'get': wire([item]), 'listedAt': [], 'gotAt': versions_of([item])}


def named(items):
    return [item for item in items if item.name.startswith(mine)]


def read(nova, kind, path, key, version=None):
    """What its own methods ask for wrongly (defects of 0.101): its session asks, and its class reads."""
    body = nova.get(path, microversion=version).json()[key]
    items = body if isinstance(body, list) else [body]
    return [kind.existing(**item) for item in items]


def told(listed, got, version):
    return {'list': wire(listed), 'get': wire(got), 'listedAt': [version], 'gotAt': [version]}


def actions_of(nova):
    path = '/servers/%s/os-instance-actions' % server
    kind = openstack.compute.v2.server_action.ServerAction
    listed = read(nova, kind, path, 'instanceActions', '2.84')
    got = [read(nova, kind, '%s/%s' % (path, item.request_id), 'instanceAction', '2.84')[0] for item in listed]
    return told(listed, got, '2.84')


def migrations_of(nova):
    kind = openstack.compute.v2.server_migration.ServerMigration
    return told(read(nova, kind, '/servers/%s/migrations' % mover, 'migrations', '2.80'), [], '2.80')


def migration_of(nova):
    kind = openstack.compute.v2.server_migration.ServerMigration
    listed = read(nova, kind, '/servers/%s/migrations' % mover, 'migrations', '2.80')
    path = '/servers/%s/migrations/%s'
    return told([], [read(nova, kind, path % (mover, item.id), 'migration', '2.80')[0] for item in listed], '2.80')


def defaults_of(nova):
    kind = openstack.compute.v2.quota_set.QuotaSet
    return told([], read(nova, kind, '/os-quota-sets/%s/defaults' % project, 'quota_set', '2.56'), '2.56')


def raw(nova, path, key, version=None):
    """What it has no method for, or one that leaves the answer out: its session asks."""
    return {'list': [], 'get': [nova.get(path, microversion=version).json()[key]], 'listedAt': [],
            'gotAt': [version] if version else []}


def raw_whole(nova, path, version):
    return {'list': [], 'get': [nova.get(path, microversion=version).json()], 'listedAt': [], 'gotAt': [version]}


def addresses_of(nova):
    found = {}
    for item in nova.server_ips(server):
        found.setdefault(item.network_label, []).append({'version': item.version, 'addr': item.address})
    return found


def got(value):
    return {'list': [], 'get': [wire(value)], 'listedAt': [], 'gotAt': []}


answers = {}
for name, nova in accounts.items():
    answers[name] = {
        'servers': both(nova.servers(name='^' + mine, all_projects=name == 'admin'), lambda item: nova.get_server(item.id)),
        'flavors': both(nova.flavors(), lambda item: nova.get_flavor(item.id)),
        'keypairs': both(named(nova.keypairs()), lambda item: nova.get_keypair(item.name)),
        'serverGroups': both(named(nova.server_groups()), lambda item: nova.get_server_group(item.id)),
        'serverActions': actions_of(nova),
        'volumeAttachments': both(nova.volume_attachments(server),
                                  lambda item: nova.get_volume_attachment(item.volume_id, server)),
        'serverInterfaces': both(nova.server_interfaces(server),
                                 lambda item: nova.get_server_interface(item.port_id, server)),
        'availabilityZones': both(nova.availability_zones()),
        'extensions': both(nova.extensions(), lambda item: nova._get(openstack.compute.v2.extension.Extension, item.alias)),
        'images': both(nova.images(), lambda item: nova.get_image(item.id)),
        'imageMetadata': got(nova.get_image_metadata(asked['imageId']).metadata),
        'flavorExtraSpecs': got(nova.fetch_flavor_extra_specs('666').extra_specs),
        'serverAddresses': got(addresses_of(nova)),
        'serverMetadata': got(nova.get_server_metadata(server).metadata),
        'serverTags': raw(nova, '/servers/%s/tags' % server, 'tags', '2.26'),
        'serverSecurityGroups': both(nova.fetch_server_security_groups(server).security_groups),
        'quotaSet': one(nova.get_quota_set(project)),
        'quotaSetDefaults': defaults_of(nova),
        'quotaSetDetail': raw(nova, '/os-quota-sets/%s/detail' % project, 'quota_set', '2.57'),
        'limits': one(nova.get_limits()),
        'usage': one(nova.get_usage(project, *period)),
        'version': {'list': [], 'get': [nova.get('/').json()['version']], 'listedAt': [], 'gotAt': []},
    }

admin = accounts['admin']
answers['admin'].update({
    'aggregates': both(admin.aggregates(), lambda item: admin.get_aggregate(item.id)),
    'hypervisors': both(admin.hypervisors(details=True), lambda item: admin.get_hypervisor(item.id)),
    'services': both(admin.services()),
    'zonesWithHosts': both(admin.availability_zones(details=True)),
    'migrations': both(admin.migrations()),
    'serverMigrations': migrations_of(admin),
    'serverMigration': migration_of(admin),
    'flavorAccess': both(admin.get_flavor_access(flavor)),
    'quotaClassSet': raw(admin, '/os-quota-class-sets/default', 'quota_class_set', '2.57'),
    'serverDiagnostics': raw_whole(admin, '/servers/%s/diagnostics' % server, '2.48'),
    'hypervisorDiagnostics': one(admin.get_server_diagnostics(server)),
    'usages': both(admin.usages(*period)),
})
json.dump(answers, sys.stdout)
