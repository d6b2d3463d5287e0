import { describeDamage } from '../support/damage-trial.ts'

describeDamage(1_000)
