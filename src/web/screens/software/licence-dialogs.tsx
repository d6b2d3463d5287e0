import { formatCount, formatYear, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import { toLabel } from '../../../core/view/label.ts'
import { licences as licencesEndpoint, removeLicence } from '../../../protocol/licences.ts'
import { software } from '../../../protocol/software.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { appName } from '../../data/names.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Fact, Facts } from '../../ui/facts.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { licenceFormWords } from '../../words/licence-form.ts'
import { licencesWords } from '../../words/licences.ts'
import { useWords } from '../../words/words.ts'
import { LicenceForm } from './licence-form.tsx'
import { formatPrice } from './licence-table.tsx'
import { Seats } from './seats.tsx'
import { usePicked } from './use-picked.ts'
import type { UsedLicence } from './used-licence.ts'

const closed = { open: undefined, edit: undefined, add: undefined, remove: undefined, why: undefined, idle: undefined }

const nameOf = ({ name }: UsedLicence) => toLabel(name, 60) || '?'

/** What the address opens of licences: one of them, the form for one, or the question whether it is to go. */
export function LicenceDialogs({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const words = useWords(licencesWords)
  const { open } = useAddress()
  const change = useChangeAddress()
  const shown = licences.find(({ id }) => id === open)
  return (
    <>
      <Dialog
        title={shown ? nameOf(shown) : words.title}
        open={open !== undefined}
        wide
        onClose={() => open !== undefined && change(closed)}
      >
        {shown ? <Detail licence={shown} /> : <p>{words.gone}</p>}
      </Dialog>
      <FormDialog licences={licences} />
      <RemoveDialog licences={licences} />
    </>
  )
}

function FormDialog({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const form = useWords(licenceFormWords)
  const words = useWords(licencesWords)
  const { edit, add } = useAddress()
  const change = useChangeAddress()
  const edited = licences.find(({ id }) => id === edit)
  const picked = usePicked(add)
  const isOpen = edit !== undefined || add !== undefined
  const currencies = [...new Set(licences.flatMap(({ price }) => price?.currency ?? []))]
  return (
    <Dialog title={edit ? form.change : form.add} open={isOpen} onClose={() => isOpen && change(closed)}>
      {edit !== undefined && !edited ? (
        <p>{words.gone}</p>
      ) : picked.ready ? (
        <LicenceForm licence={edited} app={picked.app} currencies={currencies} onDone={() => change(closed, true)} />
      ) : null}
    </Dialog>
  )
}

function RemoveDialog({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const form = useWords(licenceFormWords)
  const { org, locale } = useSelf()
  const { remove } = useAddress()
  const change = useChangeAddress()
  const licence = licences.find(({ id }) => id === remove)
  const action = useAction(removeLicence, {
    changes: [licencesEndpoint, software],
    onDone: () => {
      toast(form.removed(licence ? nameOf(licence) : ''))
      change(closed, true)
    },
  })
  return (
    <Confirm
      title={form.removeTitle}
      open={licence !== undefined}
      onClose={() => remove !== undefined && change(closed)}
      action={action}
      go={form.remove}
      onConfirm={() => licence && action.run({ org: org.id, id: licence.id })}
    >
      {licence && (
        <p className="mb-5">
          {form.removeSays(nameOf(licence))}{' '}
          {licence.price &&
            licence.wastedMinor !== null &&
            form.removeWasted(formatMoney(licence.wastedMinor, licence.price.currency, locale))}
        </p>
      )}
    </Confirm>
  )
}

function Detail({ licence }: { readonly licence: UsedLicence }) {
  const words = useWords(licencesWords)
  const { locale } = useSelf()
  const { id, apps, seats, price, renewsOn, installed, used, unused, wastedMinor } = licence
  const free = Math.max(0, (seats ?? installed) - installed)
  const count = (n: number) => formatCount(n, locale)
  return (
    <>
      <Facts>
        <Fact name={words.detail.apps}>
          {apps.map(({ key, name }) => (
            <span key={key} className="block text-right">
              <bdi>{appName({ key, name: name ?? key })}</bdi>
              {name === null && <span className="font-normal text-ink-3"> {words.detail.nobodyHas}</span>}
            </span>
          ))}
        </Fact>
        <Fact name={words.detail.seats}>{seats === null ? words.any : count(seats)}</Fact>
        <Fact name={words.detail.installed}>{count(installed)}</Fact>
        <Fact name={words.detail.used}>{count(used)}</Fact>
        <Fact name={words.detail.unused}>{count(unused)}</Fact>
        {free > 0 && <Fact name={words.detail.free}>{count(free)}</Fact>}
        <Fact name={words.detail.price}>{price ? formatPrice(price, words, locale) : words.detail.noPrice}</Fact>
        <Fact name={words.detail.wasted}>
          {price && wastedMinor !== null ? words.perMonth(formatMoney(wastedMinor, price.currency, locale)) : noFigure}
        </Fact>
        {renewsOn !== null && <Fact name={words.detail.renewsOn}>{formatYear(renewsOn, locale)}</Fact>}
      </Facts>
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-cell">
        <HereLink change={{ ...closed, edit: id }}>{words.detail.change}</HereLink>
        <HereLink change={{ ...closed, remove: id }} className="text-attn">
          {words.detail.remove}
        </HereLink>
      </p>
      <Seats of={{ kind: 'licence', id, free }} />
    </>
  )
}
