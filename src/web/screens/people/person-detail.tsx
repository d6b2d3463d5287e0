import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { formatAgo } from '../../data/instant.ts'
import { useSelf } from '../../data/self.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { peopleWords } from '../../words/people.ts'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'
import type { Deed } from './deeds.ts'
import type { OrgInvitation, OrgMember, PersonRow } from './rows.ts'

interface PersonDetailProps {
  readonly person: PersonRow
  readonly deeds: readonly Deed[]
}

/** Who somebody is here, by what everybody may know who sees them; and what can be done. */
export function PersonDetail({ person, deeds }: PersonDetailProps) {
  const words = useWords(peopleWords)
  const texts = useWords(personWords)
  const { me } = useSelf()
  const { member, invitation, role } = person
  const says: Readonly<Record<Deed, string>> = {
    look: texts.look.title,
    role: texts.changeRole.title,
    'hand-over': texts.handOver.title,
    remove: texts.remove.title,
    erase: texts.erase.title,
    revoke: texts.invitation.revoke,
  }
  const removes: readonly Deed[] = ['remove', 'erase', 'revoke']
  return (
    <>
      {person.id === me.id && (
        <p className="mb-4">
          {texts.youSay} <ScreenLink to="overview">{texts.toOwn}</ScreenLink>
        </p>
      )}
      <Facts>
        <Fact name={texts.role}>{words.roles[role]}</Fact>
        {member && <OfMember member={member} person={person} />}
        {invitation && <OfInvitation invitation={invitation} />}
      </Facts>
      <ul>
        {deeds.map((deed) => (
          <li key={deed} className="border-t border-rule text-cell">
            <HereLink
              change={{ do: deed }}
              className={`block py-[10px] no-underline hover:underline ${removes.includes(deed) ? 'text-attn' : ''}`}
            >
              {says[deed]}
            </HereLink>
          </li>
        ))}
      </ul>
    </>
  )
}

function OfMember({ member, person }: { readonly member: OrgMember; readonly person: PersonRow }) {
  const texts = useWords(personWords)
  const self = useSelf()
  return (
    <>
      <Fact name={texts.email}>{member.email === null ? texts.noEmail : toLabel(member.email, 80)}</Fact>
      <Fact name={texts.shares}>{member.shares ? texts.yes : texts.no}</Fact>
      <Fact name={texts.computers}>
        {person.computers.length === 0
          ? texts.noComputers
          : person.computers.map(({ id, name, lastSeenAt }) => (
              <span key={id} className="block text-right">
                <bdi>{toLabel(name, 60)}</bdi>
                <span className="block text-note font-normal text-ink-2">
                  {lastSeenAt === null ? texts.neverSeen : texts.lastSeen(formatAgo(lastSeenAt, Date.now(), self))}
                </span>
              </span>
            ))}
      </Fact>
    </>
  )
}

function OfInvitation({ invitation: { createdAt, expiresAt } }: { readonly invitation: OrgInvitation }) {
  const { invitation: texts } = useWords(personWords)
  const { locale, zone } = useSelf()
  return (
    <>
      <Fact name={texts.sent}>{formatInstant(createdAt, locale, zone)}</Fact>
      <Fact name={texts.until}>{formatInstant(expiresAt, locale, zone)}</Fact>
    </>
  )
}
