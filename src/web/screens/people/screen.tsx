import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { isAtLeast, isRole, roles } from '../../../core/access.ts'
import { formatCount } from '../../../core/format.ts'
import { includesText } from '../../../core/sought.ts'
import { query } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { invitations, members } from '../../../protocol/orgs.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Hero } from '../../ui/figures.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Section } from '../../ui/section.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { counted } from '../../words/count.ts'
import { inviteWords } from '../../words/invite.ts'
import { peopleWords } from '../../words/people.ts'
import { useWords } from '../../words/words.ts'
import { Invite } from './invite.tsx'
import { PeopleTable } from './people-table.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { personStates, toPeople } from './rows.ts'

/** Everybody in the organisation: what they are there, and whether their computers tell anything. */
export function Screen() {
  const words = useWords(peopleWords)
  const invite = useWords(inviteWords)
  const { org, locale } = useSelf()
  const admin = isAtLeast(org.role, 'admin')
  // Of made-up people nobody real is one.
  const invites = admin && !org.demo
  const { data: found } = useSuspenseQuery(query(members, { org: org.id }))
  const { data: known } = useSuspenseQuery(query(devices, { org: org.id }))
  const { data: asked } = useQuery({ ...query(invitations, { org: org.id }), enabled: admin })
  const all = toPeople(found.members, known.devices, asked?.invitations ?? [])
  const [q = ''] = useParam('q')
  const [role] = useParam('role')
  const [state] = useParam('state')
  const shown = all.filter(
    (row) =>
      includesText([row.name, row.email ?? ''], q) &&
      (role === undefined || row.role === role) &&
      (state === undefined || row.state === state),
  )
  const waiting = asked?.invitations.length ?? 0
  const label = words.hero(found.members.length)
  return (
    <>
      <ScreenHead
        title={words.title}
        beside={
          invites && (
            <HereLink filled change={{ invite: '1' }}>
              {invite.open}
            </HereLink>
          )
        }
      />
      <div className="mt-8 mb-10">
        <Hero
          figure={formatCount(found.members.length, locale)}
          label={
            waiting > 0
              ? `${label}, ${words.invited(counted(locale, waiting, words.invitation, words.invitations))}`
              : label
          }
        />
      </div>
      {admin && org.demo && <p className="mb-8 max-w-(--measure) text-note text-ink-2">{invite.madeUp}</p>}
      <Section
        title={words.title}
        caption={<span className="hidden sm:inline">{words.caption}</span>}
        beside={<Filters admin={admin} />}
      >
        {shown.length === 0 ? (
          <Empty title={words.noneFits}>
            <p>{words.noneFitsHint}</p>
            <p className="mt-3">
              <HereLink change={{ q: undefined, role: undefined, state: undefined }}>{words.clear}</HereLink>
            </p>
          </Empty>
        ) : (
          <PeopleTable people={shown} />
        )}
      </Section>
      <PersonDialog people={all} />
      {invites && <Invite />}
    </>
  )
}

function Filters({ admin }: { readonly admin: boolean }) {
  const words = useWords(peopleWords)
  const [q = '', setQ] = useParam('q')
  const [role, setRole] = useParam('role', '' as string)
  const [state, setState] = useParam('state', '' as string)
  const states = personStates.filter((one) => admin || one !== 'invited')
  return (
    <div className="no-print my-1 flex flex-wrap items-center gap-2">
      <BareSelect
        label={words.role}
        value={isRole(role) ? role : ''}
        options={[{ value: '', text: words.anyRole }, ...roles.map((one) => ({ value: one, text: words.roles[one] }))]}
        onChange={setRole}
      />
      <BareSelect
        label={words.state}
        value={state}
        options={[
          { value: '', text: words.anyState },
          ...states.map((one) => ({ value: one, text: words.states[one] })),
        ]}
        onChange={setState}
      />
      <SearchField label={words.filter} value={q} onChange={setQ} />
    </div>
  )
}
