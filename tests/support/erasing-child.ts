// Carries out an order to erase on a journal, and is killed somewhere on the way.
import { carryOut, takeOrder } from '../../src/agent/journal/erase.ts'
import { openJournal } from '../../src/agent/journal/journal.ts'

const [, , file, id, until] = process.argv
const journal = openJournal(file!, Number(until))
takeOrder(journal, { id: id!, until: Number(until) })
process.stdout.write('taken\n')
await carryOut(journal, file!, id!)
process.stdout.write('done\n')
