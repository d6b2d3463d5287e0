import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { toLocale } from '../../core/texts/texts.ts'
import { screens } from '../../protocol/screens.ts'
import { useAddress } from '../data/param.ts'
import { screenAt } from '../data/screen-at.ts'
import { useMe, useOrgId, useSelf, whatIsAt } from '../data/self.ts'
import { ScreenSkeleton } from '../ui/skeleton.tsx'
import { browserLocale, LocaleContext } from '../words/locale.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { Alone } from './alone.tsx'
import { Boundary } from './boundary.tsx'
import { Keys } from './keys.tsx'
import { LostAddress } from './lost-address.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { NotFound } from './problem.tsx'
import { Rail } from './rail.tsx'
import { Toasts } from './toasts.tsx'
import { Given, Whose } from './whose.tsx'

/** What is around every screen. */
export const Shell = () => (
  <LocaleContext value={browserLocale()}>
    <Boundary at={useAt()}>
      <Suspense fallback={<Frame />}>
        <Inside />
      </Suspense>
    </Boundary>
    <Toasts />
  </LocaleContext>
)

/** What the address says, once the screens go by it, which is a moment after it stands there. */
function useAt(): string {
  const { pathname } = useLocation()
  return `${pathname}?${new URLSearchParams(useAddress())}`
}

/** Before it is known who looks. */
const Frame = () => (
  <div className="app-frame">
    <div className="hidden lg:block" />
    <main className="sheet">
      <ScreenSkeleton />
    </main>
  </div>
)

function Inside() {
  const locale = toLocale(useMe().locale)
  const org = useOrgId()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return <LocaleContext value={locale}>{org === undefined ? <Homeless /> : <Page />}</LocaleContext>
}

function Page() {
  const words = useWords(shellWords)
  const self = useSelf()
  const { org } = self
  const { pathname } = useLocation()
  const at = useAt()
  const screen = screenAt(pathname)
  return (
    <>
      <a href="#main" className="skip">
        {words.skip}
      </a>
      {org.demo && (
        <p className="bg-attn-soft text-label text-attn">
          {/* As wide as what is below it, and in line with it. */}
          <span className="mx-auto block max-w-[1280px] px-4 py-2 lg:px-[30px]">{words.demo}</span>
        </p>
      )}
      <div className="app-frame" data-demo={org.demo || undefined}>
        <Rail />
        <PhoneBar />
        <main id="main" tabIndex={-1} className="sheet">
          <Boundary key={pathname} at={at}>
            <Suspense fallback={<ScreenSkeleton />}>
              <Given>
                <LostAddress />
                <Whose />
                <At what={screen === undefined ? 'screen' : whatIsAt(screen, self)} />
              </Given>
            </Suspense>
          </Boundary>
        </main>
      </div>
      <Keys />
    </>
  )
}

const At = ({ what }: { readonly what: ReturnType<typeof whatIsAt> }) =>
  what === 'screen' ? <Outlet /> : what === 'alone' ? <Alone /> : <NotFound />

/** Somebody who belongs to no organisation any more still has an account. */
function Homeless() {
  const { pathname } = useLocation()
  if (pathname !== screens.account.path) return <Nowhere />
  return (
    <main id="main" className="mx-auto max-w-[64rem]">
      <div className="sheet">
        <Suspense fallback={<ScreenSkeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </main>
  )
}

function Nowhere() {
  const words = useWords(shellWords)
  return (
    <main className="mx-auto max-w-[36rem] px-6 py-16">
      <title>{`${words.noOrganisation} · usage-audit`}</title>
      <h1 className="text-title">{words.noOrganisation}</h1>
      <p className="mt-2">{words.noOrganisationHint}</p>
      <p className="mt-4">
        <a href={screens.account.path}>{words.account}</a>
      </p>
    </main>
  )
}
