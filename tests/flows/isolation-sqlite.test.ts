import { testIsolation } from '../support/isolation/learn-nothing.ts'

testIsolation('sqlite')
