import { describeDamage } from '../support/damage-trial.ts'

describeDamage(200)
