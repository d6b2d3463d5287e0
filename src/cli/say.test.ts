import { expect, it } from 'vitest'
import { toScreen } from './output.ts'
import { say } from './say.ts'

const saidOn = (isTTY: boolean, text: string) => {
  const written: string[] = []
  say(toScreen({ isTTY, columns: 20, write: (part) => written.push(part) }, {}), text)
  return written.join('')
}

it('breaks sentences between words on a terminal, and keeps commands and links whole', () => {
  const link = 'https://audit.example.org/device?code=CSHK-DMXS'
  expect(saidOn(true, `Somebody signed in lets this in.\n  usage-audit devices approve X\n${link}`)).toBe(
    `Somebody signed in\nlets this in.\n  usage-audit devices approve X\n${link}\n`,
  )
})

it('changes nothing of what goes into a pipe', () => {
  expect(saidOn(false, 'Somebody signed in lets this in.')).toBe('Somebody signed in lets this in.\n')
})
