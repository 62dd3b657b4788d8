import { namedFile, searchPath } from '../src/search-path.js'

const at = (platform: string, env = {}, [home, cwd] = ['/home/me', '/work']) =>
  searchPath('clouds', { platform, env, home: home ?? '', cwd: cwd ?? '' }).filter((path) => path.endsWith('.yaml'))

describe('searchPath', () => {
  it('looks in the current folder, the user’s and the machine’s', () => {
    expect(searchPath('secure', { platform: 'linux', env: {}, home: '/home/me', cwd: '/work/' })).toEqual(
      ['/work', '/home/me/.config/openstack', '/etc/xdg/openstack', '/etc/openstack'].flatMap((folder) =>
        ['yaml', 'yml', 'json'].map((suffix) => `${folder}/secure.${suffix}`)
      )
    )
  })

  it('follows XDG and snap', () => {
    const env = { XDG_CONFIG_HOME: '/x', XDG_CONFIG_DIRS: '/a:/b', SNAP_REAL_HOME: '/real' }
    expect(at('linux', env)).toEqual([
      '/work/clouds.yaml',
      '/x/openstack/clouds.yaml',
      '/real/.config/openstack/clouds.yaml',
      '/a/openstack/clouds.yaml',
      '/b/openstack/clouds.yaml',
      '/etc/openstack/clouds.yaml'
    ])
  })

  it('knows macOS and Windows', () => {
    expect(at('darwin')).toContain('/home/me/Library/Application Support/openstack/clouds.yaml')
    expect(at('darwin')).toContain('/Library/Application Support/openstack/clouds.yaml')
    expect(at('win32', { LOCALAPPDATA: 'C:\\L' }, ['C:\\me', 'C:\\work'])).toContain(
      'C:\\L\\OpenStack\\openstack\\clouds.yaml'
    )
    expect(at('win32', {}, ['C:\\me', 'C:\\work'])).toContain(
      'C:\\me\\AppData\\Local\\OpenStack\\openstack\\clouds.yaml'
    )
  })

  it('stays in the root', () => {
    expect(at('linux', {}, ['/root', '/'])[0]).toBe('/clouds.yaml')
  })
})

describe('namedFile', () => {
  it('is what the variable says, if it says anything', () => {
    expect(namedFile('clouds', { OS_CLIENT_CONFIG_FILE: '/a' })).toEqual({
      path: '/a',
      variable: 'OS_CLIENT_CONFIG_FILE'
    })
    expect(namedFile('secure', { OS_CLIENT_SECURE_FILE: '' })).toBeUndefined()
    expect(namedFile('clouds-public', { OS_CLIENT_CONFIG_FILE: '/a' })).toBeUndefined()
  })
})
