import { expect, it } from 'vitest'
import { backUpUnderLoad } from '../support/backup-trial.ts'

const backups = Number(process.env.BACKUPS ?? 200)

it(`restores ${backups} backups that were made under load`, async () => {
  const result = await backUpUnderLoad(backups)
  console.table({ backups: result.backups, 'batches meanwhile': result.batches, bad: result.bad.length })
  expect(result.bad).toEqual([])
})
