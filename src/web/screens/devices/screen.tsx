import { isAtLeast } from '../../../core/access.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { NotFound } from '../../shell/problem.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Typed } from '../../ui/typed.tsx'
import { devicesWords } from '../../words/devices.ts'
import { useWords } from '../../words/words.ts'
import { AddDialog } from './add.tsx'
import { useComputers } from './computers.ts'
import { FleetHead } from './fleet-head.tsx'
import { FleetTokens } from './fleet-tokens.tsx'
import { ComputerList } from './list.tsx'
import { OneComputer } from './one.tsx'
import { WaitingComputers } from './waiting.tsx'

/** The computers of the organisation, for who looks after them; everybody's own for themselves. */
export function Screen() {
  const [device] = useParam('device')
  if (device === undefined) return <AllComputers />
  return /^[1-9]\d{0,8}$/.test(device) ? <OneComputer key={device} id={Number(device)} /> : <NotFound />
}

function AllComputers() {
  const words = useWords(devicesWords)
  const { org } = useSelf()
  const all = useComputers()
  const isAdmin = isAtLeast(org.role, 'admin')
  const way = (
    <HereLink change={{ add: isAdmin ? 'token' : 'code' }} className="main-link">
      {words.add}
    </HereLink>
  )
  return (
    <>
      <ScreenHead title={words.title} {...(all.length > 0 && { beside: way })} />
      {all.length === 0 ? (
        <div className="py-10">
          <Empty title={words.none}>
            <p className="mb-6">
              <Typed>{isAdmin ? words.noneHint : words.noneHintMember}</Typed>
            </p>
            {way}
          </Empty>
        </div>
      ) : (
        <FleetHead all={all} />
      )}
      {isAdmin && <WaitingComputers />}
      {all.length > 0 && <ComputerList all={all} />}
      {isAdmin && <FleetTokens />}
      <AddDialog />
    </>
  )
}
