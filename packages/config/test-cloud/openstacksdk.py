"""Resolves configurations with openstacksdk: cases as JSON in, outcomes as JSON out, one process for all."""

import importlib
import json
import os
import sys
import warnings

warnings.simplefilter('ignore')

import os_service_types  # noqa: E402
from openstack.config import loader, vendors  # noqa: E402

SERVICES = [service['service_type'] for service in os_service_types.ServiceTypes().services]


class Sent(Exception):
    """Stops a sign-in at the moment it is sent."""


class Recorder:
    """A session that keeps what it is to send."""

    def post(self, url, json=None, **kwargs):
        self.body = json
        raise Sent()

    def get(self, *args, **kwargs):
        raise Sent()


class Answer:
    def __init__(self, data):
        self.ok = data is not None
        self.status_code = 200 if self.ok else 404
        self.reason = 'Not Found'
        self.data = data

    def json(self):
        return self.data


def text(value):
    return None if value is None else ','.join(value) if isinstance(value, list) else str(value)


def body_of(region):
    plugin = region.get_auth()
    if region.config['auth_type'].startswith(('v3oidc', 'v3saml')) or plugin is None:
        return None
    if hasattr(plugin, '_do_create_plugin'):
        plugin = plugin.create_plugin(None, (3, 0), 'https://keystone.example/v3')
    if not hasattr(plugin, 'auth_methods'):
        return None
    recorder = Recorder()
    try:
        plugin.get_auth_ref(recorder)
    except Sent:
        return recorder.body
    return None


def interfaces_of(value):
    values = value if isinstance(value, list) else [value]
    return [str(item).replace('URL', '') for item in values if item is not None]


def service_of(region, service):
    version = region._get_version_request(service, None)
    own = {
        'apiVersion': text(version.version),
        'microversion': version.default_microversion,
        'endpointOverride': region._get_config('endpoint_override', service) or region._get_config('endpoint', service),
        'region': region._get_config('region_name', service),
        'interfaces': region._get_config('interface', service, converter=interfaces_of),
        'serviceName': region._get_config('service_name', service),
        'serviceType': region._get_config('service_type', service),
        'connectRetries': region._get_config('connect_retries', service, converter=int),
        'statusCodeRetries': region._get_config('status_code_retries', service, converter=int),
        'rateLimit': number(region._get_service_config('rate_limit', service)),
        'concurrency': number(region._get_service_config('concurrency', service)),
        'disabled': True if region.config.get('has_' + service.replace('-', '_')) is False
        or any(region.config.get('has_' + alias.replace('-', '_')) is False
               for alias in region._service_type_manager.get_all_types(service)) else None,
    }
    return {key: value for key, value in own.items() if value is not None}


def number(value):
    return None if value is None else float(value)


def network_of(network):
    names = {
        'routes_externally': 'routesExternally', 'routes_ipv4_externally': 'routesIpv4Externally',
        'routes_ipv6_externally': 'routesIpv6Externally', 'nat_source': 'natSource',
        'nat_destination': 'natDestination', 'default_interface': 'defaultInterface', 'name': 'name',
    }
    return {names[key]: value for key, value in network.items()}


def outcome_of(region):
    config = region.config
    verify, cert = region.get_requests_verify_args()
    auth = {('openid_scope' if key == 'scope' else key): text(value) for key, value in config['auth'].items()}
    outcome = {
        'name': region.name,
        'region': config.get('region_name') or None,
        'authType': config['auth_type'],
        'auth': {key: value for key, value in auth.items() if value is not None},
        'body': body_of(region),
        'interfaces': interfaces_of(config.get('interface')),
        'verify': verify,
        'cert': None if cert is None else list(cert) if isinstance(cert, tuple) else [cert],
        'timeout': config.get('api_timeout'),
        'ipv4Only': region.force_ipv4,
        'limits': {name: value for name, value in {
            'connectRetries': region._get_config('connect_retries', None) and int(config['connect_retries']),
            'statusCodeRetries': region._get_config('status_code_retries', None) and int(config['status_code_retries']),
        }.items() if value is not None},
        'networks': [network_of(network) for network in config['networks']],
        'services': {name: service for name, service in
                     ((name, service_of(region, name)) for name in SERVICES) if service},
    }
    return {key: value for key, value in outcome.items() if value is not None}


def resolve(case):
    os.chdir(os.path.join(case['root'], 'work'))
    for name in [name for name in os.environ if name.startswith(('OS_', 'XDG_'))]:
        del os.environ[name]
    os.environ.update({'HOME': os.path.join(case['root'], 'home'),
                       'XDG_CONFIG_DIRS': os.path.join(case['root'], 'site'), **case.get('env', {})})
    importlib.reload(loader)
    vendors._VENDOR_DEFAULTS = {}
    remote = case.get('remote', {})
    vendors.requests = type('Requests', (), {'get': staticmethod(lambda url, **_: Answer(remote.get(url)))})
    arguments = dict(case.get('overrides', {}))
    for name, key in (('region', 'region_name'), ('profile', 'profile')):
        if name in case:
            arguments[key] = case[name]
    try:
        return outcome_of(loader.OpenStackConfig().get_one(cloud=case.get('cloud'), **arguments))
    except Exception as error:
        return {'error': ['%s: %s' % (type(error).__name__, error)]}


# What a library prints is not an answer.
answers, sys.stdout = sys.stdout, sys.stderr
json.dump([resolve(case) for case in json.load(sys.stdin)], answers)
