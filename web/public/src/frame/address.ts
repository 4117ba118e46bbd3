/** Where a visitor is: page, language and look are all in the address, so that no cookie is needed to keep them. */
export type Language = 'zh' | 'en'
export type Address = { page: string; language: Language; view: 'large' | null; theme: 'dark' | null }

const ENGLISH = /^\/en(?=\/|$)/

export function addressOf(url: { pathname: string; searchParams: Pick<URLSearchParams, 'get'> }): Address {
  return {
    page: url.pathname.replace(ENGLISH, '') || '/',
    language: ENGLISH.test(url.pathname) ? 'en' : 'zh',
    view: url.searchParams.get('view') === 'large' ? 'large' : null,
    theme: url.searchParams.get('theme') === 'dark' ? 'dark' : null,
  }
}

/** The address of another page, language or look, keeping all the rest. */
export function hrefOf(here: Address, change: Partial<Address> = {}): string {
  const { page, language, view, theme } = { ...here, ...change }
  const query = new URLSearchParams()
  if (view !== null) query.set('view', view)
  if (theme !== null) query.set('theme', theme)
  const path = language === 'en' ? `/en${page === '/' ? '' : page}` : page
  return query.size > 0 ? `${path}?${query}` : path
}
