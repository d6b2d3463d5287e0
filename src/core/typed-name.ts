import { AppError } from './errors.ts'
import { toPlainText } from './text.ts'

/** So many UTF-16 units of a name are kept. */
const nameLength = 100

/** A name as it is kept, of what somebody typed. @throws AppError `invalid` with the fault `empty` where nothing of it can be read */
export function readName(typed: string): string {
  const name = toPlainText(typed, nameLength)
  if (name === '')
    throw new AppError('invalid', 'a name has letters in it', { at: 'name', details: { fault: 'empty' } })
  return name
}
