import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Locale, locales } from '../../core/texts/language.ts'
import { toLabel } from '../../core/view/label.ts'
import { call } from '../../protocol/client.ts'
import { changeMe, me } from '../../protocol/me.ts'
import { useMe, useOrgId } from '../data/self.ts'
import { useProblemToast } from '../data/use-problem-toast.ts'
import { ScreenLink } from '../ui/link.tsx'
import { LineSelect, SmallSelect } from '../ui/select.tsx'
import { shellWords } from '../words/shell.ts'
import { useLocale, useWords } from '../words/words.ts'
import { themes, useTheme } from './theme.ts'

const languageNames: Readonly<Record<Locale, string>> = { en: 'English', 'pt-BR': 'Português' }

/** Language and appearance, who is signed in, and the way out. @param onGo a menu that covers the page closes */
export function Preferences({ onGo }: { readonly onGo?: () => void }) {
  const words = useWords(shellWords)
  const locale = useLocale()
  const { name } = useMe()
  const [theme, setTheme] = useTheme()
  const queries = useQueryClient()
  const { mutate: speak } = useMutation({
    mutationFn: (to: Locale) => call(changeMe, { locale: to }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [me.path] }),
    onError: useProblemToast(),
  })
  return (
    <div className="mt-3 border-t border-rule pt-2">
      <LineSelect
        label={words.language}
        value={locale}
        options={locales.map((one) => ({ value: one, text: languageNames[one] }))}
        onChange={speak}
      />
      <LineSelect
        label={words.theme}
        value={theme}
        options={themes.map((one) => ({ value: one, text: words.themes[one] }))}
        onChange={setTheme}
      />
      <div className="flex items-baseline justify-between gap-3 text-note">
        <ScreenLink to="account" className="quiet-link min-w-0 truncate py-[3px]" {...(onGo && { onClick: onGo })}>
          <span className="sr-only">{words.account}: </span>
          <bdi>{toLabel(name, 60)}</bdi>
        </ScreenLink>
        <form method="post" action="/sign-out" className="shrink-0">
          <button type="submit" className="py-[3px] text-note text-link underline underline-offset-2">
            {words.signOut}
          </button>
        </form>
      </div>
    </div>
  )
}

/** Another organisation, for who belongs to several. */
export function OrgSwitch() {
  const words = useWords(shellWords)
  const { organisations } = useMe()
  const id = useOrgId()
  const navigate = useNavigate()
  if (organisations.length < 2) return null
  return (
    <div className="mb-5">
      <SmallSelect
        label={words.organisation}
        value={String(id)}
        options={organisations.map((org) => ({ value: String(org.id), text: org.name }))}
        onChange={(org) => void navigate({ to: '/', search: { org } as never })}
      />
    </div>
  )
}
