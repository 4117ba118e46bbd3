import type { CaseLink, OpenedCase } from '#contract/cases.ts'
import { LINKS } from '#contract/links.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { tipNumber } from '../tips/number.ts'
import { personOf } from '../tips/person.ts'
import { outcomeOf } from './outcome-of.ts'
import { ownCase } from './own-case.ts'
import {
  hasJustLooked,
  nextLinkSeq,
  nextNarrativeSeq,
  selectCase,
  selectDesk,
  selectEntries,
  selectLinks,
  selectMerged,
  selectNewestNarratives,
  selectOfficers,
  type CaseHead,
} from './store.ts'
import { selectOutcomes } from './store-outcomes.ts'

/** One case with everything in it, also of those that were merged into it. Who opened it is recorded first. */
export async function readCase(db: Database, who: Who, caseId: string): Promise<OpenedCase> {
  const head = await db.transaction(async (tx) => {
    const own = await ownCase(tx, who, caseId)
    if (!(await hasJustLooked(tx, caseId, who.staff))) {
      await record(tx, { did: 'open-case', staff: who.staff, desk: own.deskId, case: caseId })
    }
    return own
  })
  const [own, around] = await Promise.all([headOf(db, head), withMerged(db, who, caseId)])
  return { ...own, ...around }
}

async function headOf(db: Database, head: CaseHead) {
  const [desk, officers, into, narrativeSeq, linkSeq] = await Promise.all([
    selectDesk(db, head.deskId),
    selectOfficers(db, [head.id]),
    head.mergedInto === null ? null : selectCase(db, head.mergedInto),
    nextNarrativeSeq(db, head.id),
    nextLinkSeq(db, head.id),
  ])
  const { named, recipient } = found(desk, 'unexpected')
  return {
    case: head.id,
    number: head.number,
    filedAs: head.filedAs,
    title: head.title,
    level: head.level,
    category: head.category,
    desk: named,
    deskRecipient: recipient,
    officers: officers.map(({ id, name }) => ({ id, name })),
    mergedInto: into === null ? null : { case: into.id, number: into.number },
    nextNarrativeSeq: narrativeSeq,
    nextLinkSeq: linkSeq,
    version: head.version,
  }
}

async function withMerged(db: Database, who: Who, caseId: string) {
  const merged = await selectMerged(db, caseId)
  const all = [caseId, ...merged.map(({ id }) => id)]
  const [entries, narratives, links, outcomes] = await Promise.all([
    selectEntries(db, all),
    selectNewestNarratives(db, all),
    selectLinks(db, all),
    selectOutcomes(db, [caseId]),
  ])
  const entriesOf = (id: string) =>
    entries
      .filter(({ entry }) => entry.caseId === id)
      .map(({ entry, by }) => ({
        seq: entry.seq,
        step: entry.step,
        happenedAt: entry.happenedAt.toISOString(),
        by,
        at: entry.at.toISOString(),
      }))
  const narrativeOf = (id: string) => {
    const newest = narratives.find(({ narrative }) => narrative.caseId === id)
    if (newest === undefined) return null
    const { seq, at, sealed } = newest.narrative
    return { case: id, seq, by: newest.by, at: at.toISOString(), sealedB64: toB64(sealed) }
  }
  return {
    entries: entriesOf(caseId),
    narrative: narrativeOf(caseId),
    merged: merged.map(({ id, number, by, at }) => ({
      case: id,
      number,
      by,
      at: at.toISOString(),
      entries: entriesOf(id),
      narrative: narrativeOf(id),
    })),
    links: eachTipOnce(links.map((row) => linkOf(who, row))),
    outcomes: outcomes.map(outcomeOf),
  }
}

type SelectedLink = Awaited<ReturnType<typeof selectLinks>>[number]

function linkOf(who: Who, { link, tip, state, acceptedAt, by, removedBy }: SelectedLink): CaseLink {
  const remover = personOf(removedBy)
  return {
    case: link.caseId,
    tip: link.tipId,
    number: tipNumber(tip.receivedAt, tip.serial),
    desk: mayAt(who, state.deskId, 'readTips') ? state.deskId : null,
    stage: state.stage,
    as: link.as,
    seq: link.seq,
    whySealedB64: link.why === null ? null : toB64(link.why),
    by,
    at: link.at.toISOString(),
    removed: remover === null || link.removedAt === null ? null : { by: remover, at: link.removedAt.toISOString() },
    acceptedAt: acceptedAt?.toISOString() ?? null,
  }
}

/** A tip that is in two merged cases shows once, as the weightiest that it is to either. What was taken out all shows. */
function eachTipOnce(links: readonly CaseLink[]): CaseLink[] {
  const holding = new Map<string, CaseLink>()
  for (const link of links.filter(({ removed }) => removed === null)) {
    const other = holding.get(link.tip)
    if (other === undefined || LINKS.indexOf(link.as) < LINKS.indexOf(other.as)) holding.set(link.tip, link)
  }
  return links.filter((link) => link.removed !== null || holding.get(link.tip) === link)
}
