import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, hasDesktop, openDesktop } from '../support/desktop.ts'
import { examine } from '../support/doctor.ts'
import { newFolder } from '../support/program.ts'

const examineDesktop = async (env: Record<string, string>) => (await examine(newFolder(), env)).get('desktop')

describe.skipIf(!hasDesktop())('usage-audit doctor › the desktop', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
  })
  afterAll(() => desktop?.kill())

  it('says what an X server tells', async () => {
    expect(await examineDesktop({ DISPLAY: desktop.env.DISPLAY! })).toMatchObject({
      code: 'desktop_fine',
      message: 'X11 tells of input, windows',
    })
  })

  it('names an X server that says nothing, and one that is gone', async () => {
    const silent = {
      code: 'desktop_silent',
      message: expect.stringContaining('X11 does not answer'),
      fix: expect.stringContaining('DISPLAY'),
    }
    desktop.freeze()
    expect(await examineDesktop({ DISPLAY: desktop.env.DISPLAY! })).toMatchObject(silent)
    desktop.thaw()
    await desktop.kill()
    expect(await examineDesktop({ DISPLAY: desktop.env.DISPLAY! })).toMatchObject(silent)
  })
})

describe('usage-audit doctor › no desktop', () => {
  it.skipIf(process.platform !== 'linux')('finds no fault in it, and says what stays unknown', async () => {
    expect(await examineDesktop({})).toMatchObject({
      code: 'desktop_none',
      state: 'none',
      message: expect.stringContaining('active time stay unknown'),
    })
    expect(await examineDesktop({ DISPLAY: 'elsewhere.example:10.0' })).toMatchObject({
      code: 'desktop_unknown',
      message: expect.stringContaining('elsewhere.example:10.0'),
    })
    expect(await examineDesktop({ USAGE_AUDIT_AGENT__PRESENCE: 'off' })).toMatchObject({ code: 'desktop_off' })
  })
})
