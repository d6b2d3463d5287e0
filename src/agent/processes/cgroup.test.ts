import { describe, expect, it } from 'vitest'
import { parseGroup } from './cgroup.ts'

// Written after systemd's page on desktop environments and the documents of Flatpak, Snap, Docker and Podman.
const user = '0::/user.slice/user-1000.slice/user@1000.service/app.slice'
const id = '0123456789abcdef'.repeat(4)

describe('parseGroup', () => {
  it.each([
    ['app-gnome-org.gnome.Maps-4711.scope', 'org.gnome.Maps'],
    ['app-gnome-google\\x2dchrome-4711.scope', 'google-chrome'],
    ['app-org.kde.kate-0f1e2d.scope', 'org.kde.kate'],
    ['app-org.kde.kate@0f1e2d.service', 'org.kde.kate'],
    ['app-gnome-foo.service', 'foo'],
    ['app-KDE-foo-1.slice/something.scope', 'foo'],
  ])('parseGroup › finds the desktop id of %s', (unit, found) => {
    expect(parseGroup(`${user}/${unit}\n`)).toEqual({
      ids: [found],
      flatpak: undefined,
      snap: undefined,
      isContainer: false,
    })
  })

  it('parseGroup › knows Flatpak, Snap and version 1', () => {
    expect(parseGroup(`${user}/app-flatpak-org.mozilla.firefox-1234.scope`).flatpak).toBe('org.mozilla.firefox')
    expect(parseGroup(`${user}/snap.firefox.firefox-0f1e2d3c-1111-2222-3333-0123456789ab.scope`).snap).toBe(
      'firefox_firefox',
    )
    expect(parseGroup(`${user}/snap.a-b.c.0f1e2d3c-1111-2222-3333-0123456789ab.scope`).snap).toBe('a-b_c')
    expect(parseGroup('3:cpu:/x/app-no-1.scope\n1:name=systemd:/x/app-gnome-yes-1.scope').ids).toEqual(['yes'])
  })

  it('parseGroup › knows containers, and not what looks after them', () => {
    for (const path of [
      `/system.slice/docker-${id}.scope`,
      `/docker/${id}`,
      `/user.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
      `/libpod_parent/libpod-${id}`,
      '/lxc.payload.web/init.scope',
      '/machine.slice/machine-web.scope/payload',
      `/kubepods.slice/x/cri-containerd-${id}.scope`,
    ])
      expect(parseGroup(`0::${path}`).isContainer, path).toBe(true)
    for (const path of [`/user.slice/libpod-conmon-${id}.scope`, '/system.slice/docker.service', '/'])
      expect(parseGroup(`0::${path}`).isContainer, path).toBe(false)
  })

  it('parseGroup › takes anything', () => {
    const nothing = { ids: [], flatpak: undefined, snap: undefined, isContainer: false }
    for (const text of ['', '0::', '0::/app-.scope', 'x', '0::/app-\u0000', '\u001b[31m', '0::/app--.service'])
      expect(parseGroup(text).flatpak).toBe(nothing.flatpak)
    expect(parseGroup('0::/app-gnome-__proto__-1.scope').ids).toEqual(['__proto__'])
  })
})
