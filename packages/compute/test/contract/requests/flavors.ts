/**
 * The requests that are about flavors.
 */
import type { Requests } from './requests.js'

export const flavorRequests = {
  'flavor-access/flavor-access-add-tenant-req.json': (nova) =>
    nova.flavors.addAccess({ flavorId: 'a-flavor', projectId: 'fake_tenant' }),
  'flavor-access/flavor-access-remove-tenant-req.json': (nova) =>
    nova.flavors.removeAccess({ flavorId: 'a-flavor', projectId: 'fake_tenant' }),
  'flavor-access/flavor-create-req.json': (nova) =>
    nova.flavors.create({ name: 'test_flavor', id: '10', ram: 1024, disk: 10, vcpus: 2, isPublic: false }),
  'flavor-access/v2.7/flavor-access-add-tenant-req.json': (nova) =>
    nova.flavors.addAccess({ flavorId: 'a-flavor', projectId: 'fake_tenant' }),
  'flavor-access/v2.7/flavor-create-req.json': (nova) =>
    nova.flavors.create({ name: 'test_flavor', id: '10', ram: 1024, disk: 10, vcpus: 2, isPublic: true }),
  'flavor-manage/flavor-create-post-req.json': (nova) =>
    nova.flavors.create({ name: 'test_flavor', id: '10', ram: 1024, disk: 10, vcpus: 2, rxtxFactor: 2 }),
  'flavor-manage/v2.102/flavor-create-post-req.json': (nova) =>
    nova.flavors.create({
      name: 'test_flavor',
      description: 'test description',
      id: '10',
      ram: 1024,
      disk: 10,
      vcpus: 2
    }),
  'flavor-manage/v2.102/flavor-update-req.json': (nova) =>
    nova.flavors.update({ flavorId: 'a-flavor', description: 'updated description' }),
  'flavor-manage/v2.55/flavor-create-post-req.json': (nova) =>
    nova.flavors.create({
      name: 'test_flavor',
      description: 'test description',
      id: '10',
      ram: 1024,
      disk: 10,
      vcpus: 2,
      rxtxFactor: 2
    }),
  'flavor-manage/v2.55/flavor-update-req.json': (nova) =>
    nova.flavors.update({ flavorId: 'a-flavor', description: 'updated description' }),
  'flavor-manage/v2.61/flavor-create-post-req.json': (nova) =>
    nova.flavors.create({
      name: 'test_flavor',
      description: 'test description',
      id: '10',
      ram: 1024,
      disk: 10,
      vcpus: 2,
      rxtxFactor: 2
    }),
  'flavor-manage/v2.61/flavor-update-req.json': (nova) =>
    nova.flavors.update({ flavorId: 'a-flavor', description: 'updated description' }),
  'flavor-manage/v2.75/flavor-create-post-req.json': (nova) =>
    nova.flavors.create({
      name: 'test_flavor',
      description: 'test description',
      id: '10',
      ram: 1024,
      disk: 10,
      vcpus: 2,
      rxtxFactor: 2
    }),
  'flavor-manage/v2.75/flavor-update-req.json': (nova) =>
    nova.flavors.update({ flavorId: 'a-flavor', description: 'updated description' })
} satisfies Requests
