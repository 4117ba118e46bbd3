import { listTaken } from '#contract/hotline.ts'
import { may } from '#contract/roles.ts'
import { readDesk } from '#contract/staff.ts'
import { countTips, listTips } from '#contract/tips.ts'
import { filtersOf } from '../../../inbox/filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the inbox and the counts; of a desk without tips, who works there, and at a hotline what I took. Nothing while the keys are away. */
export const load = (async ({ params, url, parent, depends }) => {
  depends('office:desk')
  const filters = filtersOf(url.searchParams)
  await parent()
  const desk = session.desk(params.desk)
  if (!session.isOpen || !desk) return { filters, inbox: null, home: null, taken: null }
  if (desk.kind !== 'investigation' || !may(desk.role, 'readTips')) {
    const { before } = filters
    const [home, taken] = await Promise.all([
      callOffice(readDesk, { params: { desk: desk.id } }),
      desk.kind === 'hotline' && may(desk.role, 'takeTips')
        ? callOffice(listTaken, { params: before === undefined ? {} : { before } })
        : null,
    ])
    return { filters, inbox: null, home, taken }
  }
  const [list, counts] = await Promise.all([
    callOffice(listTips, { params: { desk: desk.id, ...filters } }),
    callOffice(countTips, { params: { desk: desk.id } }),
  ])
  return { filters, inbox: { list, counts }, home: null, taken: null }
}) satisfies PageLoad
