import { formatCount, formatYear, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import { toLabel } from '../../../core/view/label.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { appName } from '../../data/names.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Fact, Facts } from '../../ui/facts.tsx'
import { licencesWords } from '../../words/licences.ts'
import { useWords } from '../../words/words.ts'
import { formatPrice } from './licence-table.tsx'
import type { UsedLicence } from './used-licence.ts'

/** What the address opens of licences: one of them, the form for one, or the question whether it is to go. */
export function LicenceDialogs({ licences }: { readonly licences: readonly UsedLicence[] }) {
  const words = useWords(licencesWords)
  const { open } = useAddress()
  const change = useChangeAddress()
  const shown = licences.find(({ id }) => id === open)
  return (
    <Dialog
      title={shown ? toLabel(shown.name, 60) || '?' : words.title}
      open={open !== undefined}
      wide
      onClose={() => open !== undefined && change({ open: undefined })}
    >
      {shown ? <Detail licence={shown} /> : <p>{words.gone}</p>}
    </Dialog>
  )
}

function Detail({ licence }: { readonly licence: UsedLicence }) {
  const words = useWords(licencesWords)
  const { locale } = useSelf()
  const { apps, seats, price, renewsOn, installed, used, unused, wastedMinor } = licence
  const count = (n: number) => formatCount(n, locale)
  return (
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
      <Fact name={words.detail.price}>{price ? formatPrice(price, words, locale) : words.detail.noPrice}</Fact>
      <Fact name={words.detail.wasted}>
        {price && wastedMinor !== null ? words.perMonth(formatMoney(wastedMinor, price.currency, locale)) : noFigure}
      </Fact>
      {renewsOn !== null && <Fact name={words.detail.renewsOn}>{formatYear(renewsOn, locale)}</Fact>}
    </Facts>
  )
}
