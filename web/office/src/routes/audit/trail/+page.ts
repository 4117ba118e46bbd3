import { readAuditNames, readCaseHead, readCourse, readTrail } from '#contract/audit.ts'
import { trailPlaceOf } from '../../../audit/trail-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** A page of the trail; of a tip also how it went, of a case which it is. That somebody looked is recorded by the server. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:audit-trail')
  const place = trailPlaceOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('audit')) return { place, answers: null }
  const [trail, names, course, caseHead] = await Promise.all([
    callOffice(readTrail, { params: place }),
    callOffice(readAuditNames, {}),
    place.tip === undefined ? null : callOffice(readCourse, { params: { tip: place.tip } }),
    place.case === undefined ? null : callOffice(readCaseHead, { params: { case: place.case } }),
  ])
  return { place, answers: { trail, names, course, caseHead } }
}) satisfies PageLoad
