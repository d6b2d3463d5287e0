import { expect, it } from 'vitest'
import { followValue, startTyping } from './typing.ts'

it('keeps what is typed on while what was sent arrives', () => {
  const typing = { text: 'fire', seen: '', sent: ['f', 'fi'] }
  expect(followValue(typing, '')).toBe(typing)
  expect(followValue(typing, 'f')).toEqual({ text: 'fire', seen: 'f', sent: ['fi'] })
  expect(followValue(followValue(typing, 'f'), 'fi')).toEqual({ text: 'fire', seen: 'fi', sent: [] })
  expect(followValue(typing, 'fi')).toEqual({ text: 'fire', seen: 'fi', sent: [] })
})

it('follows where something else takes the value away or gives another', () => {
  const typed = { text: 'fire', seen: 'fire', sent: [] }
  expect(followValue(typed, '')).toEqual(startTyping(''))
  expect(followValue(typed, 'vim')).toEqual(startTyping('vim'))
  // Also what was sent before, and had arrived.
  expect(followValue(followValue({ text: 'fi', seen: '', sent: ['f', 'fi'] }, 'fi'), 'f')).toEqual(startTyping('f'))
})
