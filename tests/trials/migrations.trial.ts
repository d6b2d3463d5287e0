import {
  describeColdStarts,
  describeCutMigrations,
  describeKilledMigrations,
  schemaStatements,
} from '../support/migrations-trial.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describeColdStarts(Number(process.env.STARTS ?? 50))
describeCutMigrations(upTo(schemaStatements))
describeKilledMigrations(upTo(1_000))
