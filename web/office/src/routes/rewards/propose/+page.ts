import { prepareAward } from '#contract/awards.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What the records say for an award of `?tip=` in `?case=`. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:proposal')
  const [subject, tip] = [url.searchParams.get('case') ?? '', url.searchParams.get('tip') ?? '']
  await parent()
  const isMine = session.isOpen && session.may('proposeAwards')
  return { isMine, answer: isMine ? await callOffice(prepareAward, { params: { case: subject, tip } }) : null }
}) satisfies PageLoad
